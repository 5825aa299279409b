using Microsoft.Extensions.Logging;
using Npgsql;

namespace CarePlatform.Messaging;

/// <summary>
/// Lets the events of a lane take effect: a batch in one transaction while all goes well; after a failure one by one, so that only
/// the failing event is parked, and with it its stream.
/// </summary>
internal sealed class LaneEffects(LogDatabase database, Subscriber subscriber, Lease lease, ParkedLane parked)
{
    private const int ReadLimit = 500;

    /// <summary>How far one read looks at most, so that it stays short when little of a long log concerns the lane.</summary>
    private const long LongestSpan = 50_000;
    private const int TransientTries = 3;

    /// <summary>
    /// How far one read looks: about as far as it must to find its limit. Without that bound the planner, who cannot know how much of
    /// the log concerns one lane, reads and sorts all of the longest span for every few hundred events.
    /// </summary>
    private long _span = (long)ReadLimit * lease.Lanes;

    /// <summary>Handles the batch; <paramref name="committed"/> is told each position that the database has.</summary>
    public async Task Handle(LaneBatch batch, Bookmark bookmark, long position, Action<long> committed, CancellationToken ct)
    {
        try
        {
            await Together(batch, bookmark, position, ct).ConfigureAwait(false);
            committed(batch.To);
            return;
        }
        catch (Exception failure) when (failure is not LaneLostException && !ct.IsCancellationRequested)
        {
            database.Log.LogDebug(failure, "A batch of {Count} events of {Subscriber} is redone one by one.", batch.Events.Count, subscriber.Name);
        }

        for (var i = 0; i < batch.Events.Count; i++)
        {
            var to = i == batch.Events.Count - 1 ? batch.To : batch.Events[i].Position;
            await Alone(batch.Events[i], bookmark, position, to, ct).ConfigureAwait(false);
            committed(position = to);
        }
    }

    /// <summary>
    /// Reads what concerns the lane up to the tail, without the tenants on a detour, at most a limited number; with the position it has
    /// then read to.
    /// </summary>
    public Task<(List<LoggedEvent> Events, long To)> Read(long from, long tail, Guid[] detours, CancellationToken ct) =>
        Read(from, tail, detours.Length == 0 ? "" : "and l.tenant_id <> all($6)", detours, ct);

    /// <summary>The same for one tenant, without what an operator has skipped: a replay passes by it again.</summary>
    public Task<(List<LoggedEvent> Events, long To)> Read(long from, long tail, Guid tenant, CancellationToken ct) =>
        Read(
            from, tail,
            """
            and l.tenant_id = any($6) and not exists (
                select from messaging.skipped_event k where k.subscriber = $7 and k.tenant_id = l.tenant_id and k.position = l.position)
            """,
            [tenant], ct);

    private async Task<(List<LoggedEvent> Events, long To)> Read(long from, long tail, string tenants, Guid[] named, CancellationToken ct)
    {
        var types = subscriber.Types?.ToArray();
        var end = Math.Min(tail, from + _span);
        var events = await database.InTurn(
            async transaction =>
            {
                await using var command = Sql.Command(
                    transaction,
                    $"""
                    select {LoggedEvent.Columns} from messaging.log l
                    where l.position > $1 and l.position <= $2 and l.slot % $3 = $4 {tenants} and ($8::text[] is null or l.type = any($8))
                    order by l.position limit $5
                    """,
                    from, end, lease.Lanes, lease.Lane, ReadLimit, named, subscriber.Name);
                command.Parameters.Add(new NpgsqlParameter
                {
                    Value = (object?)types ?? DBNull.Value,
                    NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Array | NpgsqlTypes.NpgsqlDbType.Text,
                });

                return await Sql.Events(command, ct).ConfigureAwait(false);
            },
            ct).ConfigureAwait(false);
        if (events.Count == ReadLimit)
        {
            _span = Math.Max(ReadLimit, events[^1].Position - from);
            return (events, events[^1].Position);
        }

        _span = events.Count > ReadLimit / 2 ? _span : Math.Min(2 * _span, LongestSpan);
        return (events, end);
    }

    /// <summary>Calls the handler for each tenant's events, inside <paramref name="transaction"/>.</summary>
    public async Task Apply(EffectTransaction transaction, IReadOnlyList<LoggedEvent> events, CancellationToken ct)
    {
        // Order is promised within a stream, and a stream is one tenant's: so each tenant is entered once.
        foreach (var group in events.GroupBy(e => e.Tenant))
        {
            var delivery = await transaction.For(group.Key, ct).ConfigureAwait(false);
            if (subscriber.HandleOne is not { } handle)
            {
                var many = group.ToArray();
                using var activity = MessagingTelemetry.Handling(subscriber.Name, many[0], many.Length);
                await subscriber.HandleMany!(many, delivery, ct).ConfigureAwait(false);
                continue;
            }

            foreach (var logged in group)
            {
                using var activity = MessagingTelemetry.Handling(subscriber.Name, logged, 1);
                await handle(logged, delivery, ct).ConfigureAwait(false);
            }
        }
    }

    private async Task Together(LaneBatch batch, Bookmark bookmark, long position, CancellationToken ct)
    {
        var behind = parked.Any ? batch.Events.Where(parked.Holds).ToList() : [];
        var free = behind.Count == 0 ? batch.Events : [.. batch.Events.Where(e => !parked.Holds(e))];
        await using var transaction = await EffectTransaction.Begin(database, ct).ConfigureAwait(false);
        await Apply(transaction, free, ct).ConfigureAwait(false);
        await bookmark.Commit(transaction, position, batch.To, batch.Events[^1], ct, behind.Select(parked.Behind)).ConfigureAwait(false);
        database.Meter.Handled(subscriber.Name, free.Count);
    }

    private async Task Alone(LoggedEvent logged, Bookmark bookmark, long position, long to, CancellationToken ct)
    {
        var failure = parked.Holds(logged) ? null : await Try([logged], bookmark, position, to, ct).ConfigureAwait(false);
        if (failure is not null)
        {
            await parked.Park(logged, failure, bookmark, position, to, ct).ConfigureAwait(false);
        }
        else if (parked.Holds(logged))
        {
            await using var transaction = await EffectTransaction.Begin(database, ct).ConfigureAwait(false);
            await bookmark.Commit(transaction, position, to, logged, ct, parked.Behind(logged)).ConfigureAwait(false);
        }
    }

    /// <summary>Lets parked events take effect with <paramref name="changes"/> while the lane stays; returns the failure if they do not.</summary>
    public Task<Exception?> Retry(
        IReadOnlyList<LoggedEvent> events, long position, CancellationToken ct, params IReadOnlyList<Change> changes) =>
        Try(events, (transaction, _) => transaction.Commit(lease, position, position, ct, changes), ct);

    private Task<Exception?> Try(IReadOnlyList<LoggedEvent> events, Bookmark bookmark, long from, long to, CancellationToken ct) =>
        Try(events, (transaction, last) => bookmark.Commit(transaction, from, to, last!, ct), ct);

    private async Task<Exception?> Try(
        IReadOnlyList<LoggedEvent> events, Func<EffectTransaction, LoggedEvent?, Task> commit, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            // A server that cannot be reached, or a connection that was dead before it was used, is no event's fault.
            await using var transaction = await EffectTransaction.Begin(database, ct).ConfigureAwait(false);
            var reached = false;
            try
            {
                await transaction.For(events.Count == 0 ? Guid.Empty : events[0].Tenant, ct).ConfigureAwait(false);
                reached = true;
                await Apply(transaction, events, ct).ConfigureAwait(false);
                await commit(transaction, events.Count == 0 ? null : events[^1]).ConfigureAwait(false);
                database.Meter.Handled(subscriber.Name, events.Count);
                return null;
            }
            catch (Exception failure) when (failure is not LaneLostException && !ct.IsCancellationRequested)
            {
                database.Meter.Failed(subscriber.Name);
                if (Sql.IsTransient(failure) && attempt < TransientTries)
                {
                    continue;
                }

                if (!reached || Sql.IsServersTrouble(failure))
                {
                    throw;
                }

                return failure;
            }
        }
    }
}
