namespace CarePlatform.Platform.Tests;

/// <summary>A time that moves, and whose timers run, when the test says so.</summary>
internal sealed class HandTime : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<HandTimer> _timers = [];
    private readonly List<(TimeSpan Due, TaskCompletionSource Waits)> _awaited = [];

    private DateTimeOffset _now = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => _now;

    public override long GetTimestamp() => _now.Ticks;

    /// <summary>Moves on. Timers do not run by that.</summary>
    public void Advance(TimeSpan by) => _now += by;

    /// <summary>Waits until somebody has set a timer for this time from now.</summary>
    public Task TimerOf(TimeSpan due)
    {
        lock (_gate)
        {
            if (_timers.Exists(timer => timer.Due == due))
            {
                return Task.CompletedTask;
            }

            var waits = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _awaited.Add((due, waits));
            return waits.Task;
        }
    }

    /// <summary>Waits until somebody has set a timer for this time, and lets it run out.</summary>
    public async Task RunOut(TimeSpan due)
    {
        await TimerOf(due);
        List<HandTimer> timers;
        lock (_gate)
        {
            timers = _timers.FindAll(timer => timer.Due == due);
        }

        timers.ForEach(timer => timer.Run());
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new HandTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    private sealed class HandTimer(HandTime time, Action callback) : ITimer
    {
        public TimeSpan Due { get; private set; }

        public void Run() => callback();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time._gate)
            {
                Due = dueTime;
                time._timers.Remove(this);
                if (dueTime == Timeout.InfiniteTimeSpan)
                {
                    return true;
                }

                time._timers.Add(this);
                foreach (var (_, waits) in time._awaited.FindAll(awaited => awaited.Due == dueTime))
                {
                    waits.TrySetResult();
                }
            }

            return true;
        }

        public void Dispose()
        {
            lock (time._gate)
            {
                time._timers.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
