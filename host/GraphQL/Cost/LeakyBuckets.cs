using System.Collections.Concurrent;

namespace CarePlatform.GraphQL;

/// <summary>Who pays for a request.</summary>
/// <param name="Key">Tells accounts apart, such as app and tenant.</param>
/// <param name="Capacity">The most that can be spent at once.</param>
/// <param name="RestoreRate">How much comes back in a second.</param>
public readonly record struct CostAccount(string Key, double Capacity, double RestoreRate);

/// <summary>
/// Budgets in the memory of this process, a leaky bucket for each account: spending fills it, time empties it. Several processes
/// give each account so many times its budget. A bucket that is empty again is forgotten; never are more kept than
/// <paramref name="maxAccounts"/>, so that keys cannot use up the memory.
/// </summary>
/// <param name="accountOf">Who pays for a request; null for one that is not budgeted.</param>
public sealed class LeakyBuckets(Func<RequestContext, CostAccount?> accountOf, TimeProvider? time = null, int maxAccounts = 10_000) : ICostBudget
{
    private readonly TimeProvider _time = time ?? TimeProvider.System;
    private readonly ConcurrentDictionary<string, Bucket> _buckets = new(StringComparer.Ordinal);
    private readonly Lock _forgetting = new();

    /// <summary>How many accounts are remembered now.</summary>
    public int Count => _buckets.Count;

    public ValueTask<BudgetAnswer> Take(RequestContext request, double cost)
    {
        if (accountOf(request) is not { } account)
        {
            return new ValueTask<BudgetAnswer>(BudgetAnswer.Unlimited);
        }

        var bucket = _buckets.GetOrAdd(account.Key, static (_, now) => new Bucket(now), _time.GetTimestamp());
        var answer = bucket.Take(cost, account, _time);
        if (_buckets.Count > maxAccounts)
        {
            Forget();
        }

        return new ValueTask<BudgetAnswer>(answer);
    }

    public void GiveBack(RequestContext request, double cost)
    {
        if (accountOf(request) is { } account && _buckets.TryGetValue(account.Key, out var bucket))
        {
            bucket.GiveBack(cost);
        }
    }

    // Those that are empty go first; they lose nothing. Then those with the least in them.
    private void Forget()
    {
        if (!_forgetting.TryEnter())
        {
            return;
        }

        try
        {
            var excess = _buckets.Count - (maxAccounts * 9 / 10);
            foreach (var (key, _) in _buckets.Select(entry => (entry.Key, Level: entry.Value.LevelAt(_time)))
                .OrderBy(entry => entry.Level).Take(excess).ToList())
            {
                _buckets.TryRemove(key, out _);
            }
        }
        finally
        {
            _forgetting.Exit();
        }
    }

    private sealed class Bucket(long now)
    {
        private readonly Lock _lock = new();
        private double _level;
        private double _rate;
        private long _at = now;

        public BudgetAnswer Take(double cost, CostAccount account, TimeProvider time)
        {
            lock (_lock)
            {
                _rate = account.RestoreRate;
                Leak(time);
                var isGranted = _level + cost <= account.Capacity;
                _level += isGranted ? cost : 0;
                var remaining = Math.Max(account.Capacity - _level, 0);
                return new BudgetAnswer(isGranted, account.Capacity, remaining, _rate, isGranted ? TimeSpan.Zero : WaitFor(cost - remaining));
            }
        }

        public void GiveBack(double cost)
        {
            lock (_lock)
            {
                _level = Math.Max(_level - cost, 0);
            }
        }

        public double LevelAt(TimeProvider time)
        {
            lock (_lock)
            {
                Leak(time);
                return _level;
            }
        }

        private void Leak(TimeProvider time)
        {
            var now = time.GetTimestamp();
            _level = Math.Max(_level - (time.GetElapsedTime(_at, now).TotalSeconds * _rate), 0);
            _at = now;
        }

        private TimeSpan WaitFor(double missing) =>
            _rate > 0 ? TimeSpan.FromSeconds(Math.Min(missing / _rate, TimeSpan.FromDays(1).TotalSeconds)) : TimeSpan.FromDays(1);
    }
}
