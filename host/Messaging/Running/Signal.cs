using System.Diagnostics.CodeAnalysis;

namespace CarePlatform.Messaging;

/// <summary>Wakes one waiter; setting it while nobody waits is remembered once.</summary>
[SuppressMessage("Design", "CA1001", Justification = "The semaphore's wait handle is never taken, so there is nothing to free.")]
internal sealed class Signal
{
    private readonly SemaphoreSlim _set = new(0, 1);
    private int _isSet;

    public void Set()
    {
        // Already set: the waiter will look at everything when it wakes.
        if (Interlocked.Exchange(ref _isSet, 1) == 0)
        {
            _set.Release();
        }
    }

    /// <summary>Waits until set, or until the time is over (an infinite time is allowed).</summary>
    public async Task Wait(TimeSpan atMost, CancellationToken ct)
    {
        if (await _set.WaitAsync(atMost, ct).ConfigureAwait(false))
        {
            // Before the waiter looks: what is set from here on may be what it no longer sees.
            Interlocked.Exchange(ref _isSet, 0);
        }
    }
}
