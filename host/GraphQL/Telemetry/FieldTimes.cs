namespace CarePlatform.GraphQL;

/// <summary>
/// Measures how long fields take that wait for something: asynchronous and batched ones, once for all parents of a level. Only a
/// share of the requests is measured. Fields that are read while the response is written are not, for that would cost more than they do.
/// </summary>
internal sealed class FieldTimes(TimeProvider time)
{
    /// <summary>The measure of a request; null for most of them, and when nobody listens.</summary>
    public static FieldTimes? Sample(ExecutorOptions options) =>
        GraphQLTelemetry.FieldDuration.Enabled && Random.Shared.NextDouble() < options.FieldTimeSampling ? new FieldTimes(options.Time) : null;

    public static ValueTask RunInOrder(FieldJob job, FieldTimes? times) => times is null ? job.RunInOrder() : times.RunInOrder(job);

    public static Task RunTogether(FieldJob job, FieldTimes? times) => times is null ? job.RunTogether() : times.RunTogether(job);

    private async ValueTask RunInOrder(FieldJob job)
    {
        var started = time.GetTimestamp();
        await job.RunInOrder().ConfigureAwait(false);
        Record(job, started);
    }

    private async Task RunTogether(FieldJob job)
    {
        var started = time.GetTimestamp();
        await job.RunTogether().ConfigureAwait(false);
        Record(job, started);
    }

    private void Record(FieldJob job, long started) => GraphQLTelemetry.FieldDuration.Record(
        time.GetElapsedTime(started).TotalSeconds, new KeyValuePair<string, object?>("graphql.field", job.Coordinate));
}
