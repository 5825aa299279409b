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

    /// <summary>How far one read looks, so that it stays short when little of a long log concerns the lane.</summary>
    private const long ReadSpan = 50_000;
    private const int TransientTries = 3;

    /// <summary>Handles the batch; <paramref name="committed"/> is told each position that the database has.</summary>
    public async Task Handle(LaneBatch batch, long position, Action<long> committed, CancellationToken ct)
    {
        try
        {
            await Together(batch, position, ct).ConfigureAwait(false);
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
            await Alone(batch.Events[i], position, to, ct).ConfigureAwait(false);
            committed(position = to);
        }
    }

    /// <summary>Reads what concerns the lane up to the tail, at most a limited number; with the position it has then read to.</summary>
    public async Task<(List<LoggedEvent> Events, long To)> Read(long from, long tail, CancellationToken ct)
    {
        var types = subscriber.Types?.ToArray();
        var end = Math.Min(tail, from + ReadSpan);
        var events = await database.InTurn(
            async transaction =>
            {
                await using var command = Sql.Command(
                    transaction,
                    $"""
                    select {LoggedEvent.Columns} from messaging.log l
                    where l.position > $1 and l.position <= $2 and l.slot % $3 = $4 {(types is null ? "" : "and l.type = any($6)")}
                    order by l.position limit $5
                    """,
                    from, end, lease.Lanes, lease.Lane, ReadLimit);
                if (types is not null)
                {
                    command.Parameters.Add(new NpgsqlParameter { Value = types });
                }

                return await Sql.Events(command, ct).ConfigureAwait(false);
            },
            ct).ConfigureAwait(false);
        return (events, events.Count == ReadLimit ? events[^1].Position : end);
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

    private async Task Together(LaneBatch batch, long position, CancellationToken ct)
    {
        var behind = parked.Any ? batch.Events.Where(parked.Holds).ToList() : [];
        var free = behind.Count == 0 ? batch.Events : [.. batch.Events.Where(e => !parked.Holds(e))];
        await using var transaction = await EffectTransaction.Begin(database, ct).ConfigureAwait(false);
        await Apply(transaction, free, ct).ConfigureAwait(false);
        await transaction.Commit(lease, position, batch.To, ct, behind.Select(parked.Behind)).ConfigureAwait(false);
        database.Meter.Handled(subscriber.Name, free.Count);
    }

    private async Task Alone(LoggedEvent logged, long position, long to, CancellationToken ct)
    {
        var failure = parked.Holds(logged) ? null : await Try([logged], position, to, ct).ConfigureAwait(false);
        if (failure is not null)
        {
            await parked.Park(logged, failure, position, to, ct).ConfigureAwait(false);
        }
        else if (parked.Holds(logged))
        {
            await using var transaction = await EffectTransaction.Begin(database, ct).ConfigureAwait(false);
            await transaction.Commit(lease, position, to, ct, parked.Behind(logged)).ConfigureAwait(false);
        }
    }

    /// <summary>Lets the events take effect with <paramref name="changes"/>; returns the failure if they do not.</summary>
    public async Task<Exception?> Try(
        IReadOnlyList<LoggedEvent> events, long from, long to, CancellationToken ct, params IReadOnlyList<Change> changes)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await using var transaction = await EffectTransaction.Begin(database, ct).ConfigureAwait(false);
                await Apply(transaction, events, ct).ConfigureAwait(false);
                await transaction.Commit(lease, from, to, ct, changes).ConfigureAwait(false);
                database.Meter.Handled(subscriber.Name, events.Count);
                return null;
            }
            catch (Exception failure) when (failure is not LaneLostException && !ct.IsCancellationRequested)
            {
                database.Meter.Failed(subscriber.Name);
                if (!Sql.IsTransient(failure) || attempt == TransientTries)
                {
                    return failure;
                }
            }
        }
    }
}
