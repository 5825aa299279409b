using System.Collections.Concurrent;

namespace CarePlatform.Platform;

/// <summary>
/// Slows down whoever tries secrets: after some failures each further one doubles the time in which nothing is looked at. Failures
/// count for a client at an address, so that nobody can lock a client out from elsewhere, and far more loosely for an address
/// alone, behind which many may sit. In the memory of this host: several hosts allow so many times as much.
/// </summary>
/// <param name="ofAddress">So many failures are let pass for an address.</param>
internal sealed class FailureBrake(TimeProvider world, int ofAddress = FailureBrake.OfAddress)
{
    /// <summary>So many failures are let pass for a client at an address.</summary>
    public const int OfClient = 5;

    /// <summary>So many failures are usually let pass for an address.</summary>
    public const int OfAddress = 50;

    // Beyond it all are forgotten that have nothing to wait for.
    private const int Most = 20_000;

    private static readonly TimeSpan First = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan ForgottenAfter = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<string, Failures> _failures = new(StringComparer.Ordinal);

    /// <summary>How long nothing will be looked at; zero when it may be tried.</summary>
    public TimeSpan Wait(string address, string? who)
    {
        var now = world.GetUtcNow();
        var wait = Keys(address, who).Max(k => _failures.TryGetValue(k.Key, out var known) ? known.Until - now : TimeSpan.Zero);
        return wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
    }

    /// <summary>It failed. True when from now on it has to wait.</summary>
    public bool Fail(string address, string? who)
    {
        var now = world.GetUtcNow();
        if (_failures.Count >= Most)
        {
            foreach (var (key, known) in _failures.Where(f => f.Value.Until <= now))
            {
                _failures.TryRemove(KeyValuePair.Create(key, known));
            }
        }

        var waits = false;
        foreach (var (key, free) in Keys(address, who))
        {
            waits |= _failures.AddOrUpdate(
                key, _ => Failures.None.After(now, free),
                (_, known) => (now - known.Last > ForgottenAfter ? Failures.None : known).After(now, free)).Until > now;
        }

        return waits;
    }

    /// <summary>It succeeded: what the client failed at this address no longer counts.</summary>
    public void Succeed(string address, string who) => _failures.TryRemove($"{who} {address}", out _);

    private IEnumerable<(string Key, int Free)> Keys(string address, string? who) =>
        who is null ? [(address, ofAddress)] : [($"{who} {address}", OfClient), (address, ofAddress)];

    private readonly record struct Failures(int Count, DateTimeOffset Last, DateTimeOffset Until)
    {
        public static Failures None => default;

        public Failures After(DateTimeOffset now, int free)
        {
            var count = Count + 1;
            var wait = count < free ? TimeSpan.Zero : First * Math.Pow(2, Math.Min(count - free, 20));
            return new Failures(count, now, now + (wait < Longest ? wait : Longest));
        }
    }
}
