using System.Diagnostics.CodeAnalysis;

namespace CarePlatform.Messaging;

/// <summary>Wakes one waiter; setting it while nobody waits is remembered once.</summary>
[SuppressMessage("Design", "CA1001", Justification = "The semaphore's wait handle is never taken, so there is nothing to free.")]
internal sealed class Signal
{
    private readonly SemaphoreSlim _set = new(0, 1);

    public void Set()
    {
        try
        {
            _set.Release();
        }
        catch (SemaphoreFullException)
        {
            // Already set: the waiter will look at everything when it wakes.
        }
    }

    /// <summary>Waits until set, or until the time is over (an infinite time is allowed).</summary>
    public Task Wait(TimeSpan atMost, CancellationToken ct) => _set.WaitAsync(atMost, ct);
}
