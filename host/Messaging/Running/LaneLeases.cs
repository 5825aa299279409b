using Microsoft.Extensions.Logging;
using Npgsql;

namespace CarePlatform.Messaging;

/// <summary>
/// Keeps this host's lanes leased and shares them with the other hosts: every host computes the same wished holder of each lane from
/// the list of living hosts, gives back what is wished elsewhere, and takes what is wished here and free or expired.
/// </summary>
internal sealed class LaneLeases(LogDatabase database, Guid host, IReadOnlyDictionary<string, int> lanes, Func<Lease, ILane> run)
{
    private readonly HostRoll _roll = new(host, lanes);
    private readonly Dictionary<LaneKey, ILane> _held = [];
    private readonly Lock _gate = new();
    private readonly List<Task> _releasing = [];

    /// <summary>Wakes the next renewal early, because hosts or lanes changed.</summary>
    public Signal Changed { get; } = new();

    /// <summary>The lanes that run here now.</summary>
    public IReadOnlyList<ILane> Held
    {
        get
        {
            lock (_gate)
            {
                return [.. _held.Values];
            }
        }
    }

    /// <summary>Renews until cancelled.</summary>
    public async Task Run(CancellationToken ct)
    {
        var every = database.Options.LeaseDuration / 3;
        while (!ct.IsCancellationRequested)
        {
            try
            {
                await Renew(ct).ConfigureAwait(false);
                await Changed.Wait(every, ct).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                database.Log.LogWarning(failure, "The leases of this host could not be renewed; they are tried again.");
                await Task.Delay(database.Options.PollInterval, database.Time, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>Lets all running effects finish and gives every lane back.</summary>
    public async Task Stop()
    {
        await Task.WhenAll(Held.Select(Release)).ConfigureAwait(false);
        Task[] releasing;
        lock (_gate)
        {
            releasing = [.. _releasing];
        }

        await Task.WhenAll(releasing).ConfigureAwait(false);
        await GiveBack("its place", () => database.AsRelay("delete from messaging.host where id = $1", CancellationToken.None, host)).ConfigureAwait(false);
    }

    private async Task Renew(CancellationToken ct)
    {
        var taken = await database.AsRelay(
            async transaction =>
            {
                var (wished, joined) = await _roll.Answer(transaction, database.Options.LeaseDuration, ct).ConfigureAwait(false);
                var kept = await Prolong(transaction, ct).ConfigureAwait(false);
                Forget(kept);
                foreach (var lane in Held.Where(lane => !wished.Contains(lane.Lease.Key)))
                {
                    Begin(Release(lane));
                }

                var missing = wished.Except(Held.Select(lane => lane.Lease.Key)).ToList();
                var taken = missing.Count == 0 ? [] : await Take(transaction, missing, ct).ConfigureAwait(false);
                if (joined)
                {
                    await using var notify = Sql.Command(transaction, "select pg_notify('messaging', 'lanes')");
                    await notify.ExecuteNonQueryAsync(ct).ConfigureAwait(false);
                }

                return taken;
            },
            ct).ConfigureAwait(false);

        lock (_gate)
        {
            foreach (var lease in taken)
            {
                database.Meter.LaneTaken(lease.Subscriber);
                _held[lease.Key] = run(lease);
            }
        }
    }

    // In the order in which a replay takes the lanes of its reader, so that neither waits for the other in a circle.
    private async Task<HashSet<(LaneKey, long Epoch)>> Prolong(NpgsqlTransaction transaction, CancellationToken ct)
    {
        await using var command = Sql.Command(
            transaction,
            """
            with mine as materialized (select subscriber, lane from messaging.lane where holder = $1 order by subscriber, lane for update)
            update messaging.lane l set expires_at = now() + $2 from mine where l.subscriber = mine.subscriber and l.lane = mine.lane and l.holder = $1
            returning l.subscriber, l.lane, l.epoch
            """,
            host, database.Options.LeaseDuration);
        var kept = new HashSet<(LaneKey, long)>();
        await using var row = await command.ExecuteReaderAsync(ct).ConfigureAwait(false);
        while (await row.ReadAsync(ct).ConfigureAwait(false))
        {
            kept.Add((new LaneKey(row.GetString(0), row.GetInt32(1)), row.GetInt64(2)));
        }

        return kept;
    }

    /// <summary>Drops what another host has taken over; the fence has already kept its effects from committing.</summary>
    private void Forget(HashSet<(LaneKey, long Epoch)> kept)
    {
        lock (_gate)
        {
            foreach (var lane in _held.Values.Where(l => l.Running.IsCompleted || !kept.Contains((l.Lease.Key, l.Lease.Epoch))).ToList())
            {
                _held.Remove(lane.Lease.Key);
                if (!lane.Running.IsCompleted)
                {
                    // Said here as well as where the fence holds: after a pause either may notice first.
                    database.Log.LogInformation("{Reason}", new LaneLostException(lane.Lease).Message);
                }

                Begin(lane.Stop(TimeSpan.Zero));
            }
        }
    }

    private async Task<List<Lease>> Take(NpgsqlTransaction transaction, List<LaneKey> missing, CancellationToken ct)
    {
        await using var command = Sql.Command(
            transaction,
            """
            update messaging.lane l set holder = $1, epoch = l.epoch + 1, expires_at = now() + $2
            from (select c.subscriber, c.lane from messaging.lane c join unnest($3, $4) as w (subscriber, lane) using (subscriber, lane)
                  where c.holder is null or c.holder = $1 or c.expires_at < now() for update of c skip locked) free
            where l.subscriber = free.subscriber and l.lane = free.lane
            returning l.subscriber, l.lane, l.epoch, l.position
            """,
            host, database.Options.LeaseDuration, missing.Select(m => m.Subscriber).ToArray(), missing.Select(m => m.Lane).ToArray());
        var taken = new List<Lease>();
        await using var row = await command.ExecuteReaderAsync(ct).ConfigureAwait(false);
        while (await row.ReadAsync(ct).ConfigureAwait(false))
        {
            var subscriber = row.GetString(0);
            taken.Add(new Lease(subscriber, row.GetInt32(1), lanes[subscriber], row.GetInt64(2), row.GetInt64(3)));
        }

        return taken;
    }

    private async Task Release(ILane lane)
    {
        await lane.Stop(database.Options.StopGrace).ConfigureAwait(false);
        lock (_gate)
        {
            if (!_held.Remove(lane.Lease.Key))
            {
                return;
            }
        }

        var (subscriber, number, _, epoch, _) = lane.Lease;
        // A host that stops gives hundreds of lanes back at once, which must not take a connection each.
        await GiveBack($"lane {number} of {subscriber}", () => database.InTurn(
            async transaction =>
            {
                await using var command = Sql.Command(
                    transaction,
                    "update messaging.lane set holder = null, expires_at = null where subscriber = $1 and lane = $2 and epoch = $3 and holder = $4",
                    subscriber, number, epoch, host);
                return await command.ExecuteNonQueryAsync().ConfigureAwait(false);
            },
            CancellationToken.None)).ConfigureAwait(false);
        database.Meter.LaneReleased(subscriber);
    }

    // A server that is gone, or a connection that is dead, must not keep a host from stopping: leases expire by themselves.
    private async Task GiveBack(string what, Func<Task> work)
    {
        try
        {
            await work().ConfigureAwait(false);
            await Announce(CancellationToken.None).ConfigureAwait(false);
        }
        catch (NpgsqlException failure)
        {
            database.Log.LogInformation(failure, "This host could not give {What} back; it is free when its lease expires.", what);
        }
    }

    private Task<int> Announce(CancellationToken ct) => database.InTurn(
        async transaction =>
        {
            await using var command = Sql.Command(transaction, "select pg_notify('messaging', 'lanes')");
            return await command.ExecuteNonQueryAsync(ct).ConfigureAwait(false);
        },
        ct);

    private void Begin(Task work)
    {
        lock (_gate)
        {
            _releasing.RemoveAll(task => task.IsCompleted);
            _releasing.Add(work);
        }
    }
}
