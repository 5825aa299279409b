using System.Runtime.ExceptionServices;
using Microsoft.Extensions.Logging;

namespace CarePlatform.Messaging;

/// <summary>
/// The parked streams of one lane: keeps later events behind the failed one and lets them take effect in order when their time has
/// come. Only the lane's holder adds streams or ends their waiting; operators merely set the time or remove the failed event.
/// </summary>
internal sealed class ParkedLane(LogDatabase database, Subscriber subscriber, Lease lease)
{
    private const int RetryLimit = 100;

    private readonly Dictionary<StreamKey, DateTimeOffset> _retryAt = [];
    private volatile bool _reload;

    public bool Any => _retryAt.Count > 0;

    public bool Holds(LoggedEvent logged) => _retryAt.ContainsKey(logged.StreamKey);

    /// <summary>Asks for the retry times to be read anew before the next retry.</summary>
    public void Reload() => _reload = true;

    /// <summary>How long until the next retry by itself.</summary>
    public TimeSpan UntilRetry()
    {
        if (_reload)
        {
            return TimeSpan.Zero;
        }

        var next = _retryAt.Count == 0 ? DateTimeOffset.MaxValue : _retryAt.Values.Min();
        if (next == DateTimeOffset.MaxValue)
        {
            return Timeout.InfiniteTimeSpan;
        }

        var wait = next - database.Time.GetUtcNow();
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait < TimeSpan.FromHours(1) ? wait : TimeSpan.FromHours(1);
    }

    /// <summary>Reads which streams of the lane are parked, and when each is retried.</summary>
    public async Task Load(CancellationToken ct)
    {
        _reload = false;
        var now = database.Time.GetUtcNow();
        await database.InTurn(
            async transaction =>
            {
                await using var command = Sql.Command(
                    transaction,
                    """
                    select tenant_id, stream, extract(epoch from retry_at - now())::float8 from messaging.parked_stream
                    where subscriber = $1 and lane = $2
                    """,
                    lease.Subscriber, lease.Lane);
                await using var row = await command.ExecuteReaderAsync(ct).ConfigureAwait(false);
                _retryAt.Clear();
                while (await row.ReadAsync(ct).ConfigureAwait(false))
                {
                    _retryAt[new StreamKey(row.GetGuid(0), row.GetString(1))] =
                        row.IsDBNull(2) ? DateTimeOffset.MaxValue : now.AddSeconds(row.GetDouble(2));
                }

                return true;
            },
            ct).ConfigureAwait(false);
    }

    /// <summary>Puts an event behind the failed one of its stream.</summary>
    public Change Behind(LoggedEvent logged) => new(Sql.Part(
        "insert into messaging.parked_event (subscriber, tenant_id, stream, position) values ($1, $2, $3, $4)",
        subscriber.Name, logged.Tenant, logged.Stream, logged.Position));

    /// <summary>Parks the stream of the event that failed, and moves the lane past it.</summary>
    public async Task Park(LoggedEvent logged, Exception failure, Bookmark bookmark, long from, long to, CancellationToken ct)
    {
        var wait = subscriber.Retry.WaitAfter(1);
        await using var transaction = await EffectTransaction.Begin(database, ct).ConfigureAwait(false);
        await bookmark.Commit(transaction, from, to, logged, ct, new Change(Sql.Part(
            """
            insert into messaging.parked_stream (subscriber, tenant_id, stream, lane, position, type, attempts, retry_at, reason)
            values ($1, $2, $3, $4, $5, $6, 1, now() + $7, $8)
            """,
            subscriber.Name, logged.Tenant, logged.Stream, lease.Lane, logged.Position, logged.Type, Interval(wait),
            Reason.Of(failure))), Behind(logged)).ConfigureAwait(false);
        Note(logged, failure, wait);
    }

    /// <summary>Retries one stream whose time has come; false when there is none.</summary>
    public async Task<bool> Retry(LaneEffects effects, long position, CancellationToken ct)
    {
        if (_reload)
        {
            await Load(ct).ConfigureAwait(false);
        }

        var now = database.Time.GetUtcNow();
        var due = _retryAt.FirstOrDefault(s => s.Value <= now).Key;
        if (due == default)
        {
            return false;
        }

        var (events, attempts) = await Waiting(due, ct).ConfigureAwait(false);

        var end = End(due);
        var failure = await effects.Retry(events, position, ct, Lock(due), Done(due, events), end).ConfigureAwait(false);
        if (failure is not null && events.Count == 0)
        {
            // Nothing waits any more and nothing was handled: the database could not be reached.
            ExceptionDispatchInfo.Throw(failure);
        }

        if (failure is not null && events.Count > 1)
        {
            events = [events[0]];
            end = End(due);
            failure = await effects.Retry(events, position, ct, Lock(due), Done(due, events), end).ConfigureAwait(false);
        }

        if (failure is not null)
        {
            await Again(events[0], attempts, failure, position, ct).ConfigureAwait(false);
        }
        else if (end.Command.RecordsAffected == 1)
        {
            _retryAt.Remove(due);
        }

        return true;
    }

    private async Task Again(LoggedEvent head, (long Position, int Count) before, Exception failure, long position, CancellationToken ct)
    {
        var attempts = before.Position == head.Position ? before.Count + 1 : 1;
        var wait = subscriber.Retry.WaitAfter(attempts);
        await using var transaction = await EffectTransaction.Begin(database, ct).ConfigureAwait(false);
        await transaction.Commit(lease, position, position, ct, new Change(
            Sql.Part(
                """
                update messaging.parked_stream set position = $4, type = $5, attempts = $6, retry_at = now() + $7, reason = $8
                where subscriber = $1 and tenant_id = $2 and stream = $3
                """,
                subscriber.Name, head.Tenant, head.Stream, head.Position, head.Type, attempts, Interval(wait), Reason.Of(failure)),
            1)).ConfigureAwait(false);
        Note(head, failure, wait);
    }

    private void Note(LoggedEvent logged, Exception failure, TimeSpan? wait)
    {
        _retryAt[logged.StreamKey] = wait is { } after ? database.Time.GetUtcNow() + after : DateTimeOffset.MaxValue;
        if (wait is null)
        {
            database.Meter.Parked(subscriber.Name);
        }

        database.Log.LogWarning(
            "{Type} at {Position} failed for {Subscriber} ({Failure}); its stream {Next}.", logged.Type, logged.Position,
            subscriber.Name, failure.GetType().Name, wait is null ? "waits for an operator" : $"is retried in {wait.Value.TotalSeconds} s");
    }

    private Task<(List<LoggedEvent> Events, (long Position, int Count) Attempts)> Waiting(StreamKey stream, CancellationToken ct) =>
        database.InTurn(
            async transaction =>
            {
                var attempts = (0L, 0);
                await using (var head = Sql.Command(
                    transaction,
                    "select position, attempts from messaging.parked_stream where subscriber = $1 and tenant_id = $2 and stream = $3",
                    subscriber.Name, stream.Tenant, stream.Stream))
                await using (var row = await head.ExecuteReaderAsync(ct).ConfigureAwait(false))
                {
                    if (await row.ReadAsync(ct).ConfigureAwait(false))
                    {
                        attempts = (row.GetInt64(0), row.GetInt32(1));
                    }
                }

                await using var command = Sql.Command(
                    transaction,
                    $"""
                    select {LoggedEvent.Columns} from messaging.parked_event e join messaging.log l on l.position = e.position
                    where e.subscriber = $1 and e.tenant_id = $2 and e.stream = $3 order by e.position limit $4
                    """,
                    subscriber.Name, stream.Tenant, stream.Stream, RetryLimit);
                return (await Sql.Events(command, ct).ConfigureAwait(false), attempts);
            },
            ct);

    // Operators change the stream's row before its events, so this order cannot deadlock with them.
    private Change Lock(StreamKey stream) => new(Sql.Part(
        "select 1 from messaging.parked_stream where subscriber = $1 and tenant_id = $2 and stream = $3 for update",
        subscriber.Name, stream.Tenant, stream.Stream));

    private Change Done(StreamKey stream, List<LoggedEvent> events) => new(
        Sql.Part(
            "delete from messaging.parked_event where subscriber = $1 and tenant_id = $2 and stream = $3 and position = any($4)",
            subscriber.Name, stream.Tenant, stream.Stream, events.Select(e => e.Position).ToArray()),
        events.Count);

    private Change End(StreamKey stream) => new(Sql.Part(
        """
        delete from messaging.parked_stream s where subscriber = $1 and tenant_id = $2 and stream = $3
          and not exists (select from messaging.parked_event e
                          where e.subscriber = s.subscriber and e.tenant_id = s.tenant_id and e.stream = s.stream)
        """,
        subscriber.Name, stream.Tenant, stream.Stream));

    private static object Interval(TimeSpan? wait) => wait is { } after ? after : DBNull.Value;
}
