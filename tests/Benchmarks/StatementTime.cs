using System.Diagnostics;

namespace CarePlatform.Benchmarks;

/// <summary>
/// How long this process waits for its statements about some tables, reading their rows included. One request at a time: what is counted
/// belongs to whoever asked last.
/// </summary>
internal sealed class StatementTime : IDisposable
{
    private readonly ActivityListener _listener;
    private long _ticks;

    /// <param name="tables">A statement counts when it names one of these.</param>
    public StatementTime(params string[] tables)
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Npgsql",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                if (activity.GetTagItem("db.query.text") is string text && Array.Exists(tables, t => text.Contains(t, StringComparison.Ordinal)))
                {
                    Interlocked.Add(ref _ticks, activity.Duration.Ticks);
                }
            },
        };
        ActivitySource.AddActivityListener(_listener);
    }

    /// <summary>What was waited since this was asked last.</summary>
    public TimeSpan Take() => TimeSpan.FromTicks(Interlocked.Exchange(ref _ticks, 0));

    public void Dispose() => _listener.Dispose();
}
