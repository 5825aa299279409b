using Microsoft.Extensions.Logging;
using Npgsql;

namespace CarePlatform.Messaging;

/// <summary>
/// Claims the due messages of a lane, deletes them and lets them take effect in one transaction. A message waits while an earlier one
/// of its stream is being retried, waits for an operator, or is being changed by another transaction; and while a subscriber that it
/// comes after has not heard what happened before it.
/// </summary>
internal sealed class DueMessages(LogDatabase database, Lease lease)
{
    private const int TransientTries = 3;

    internal static readonly string Claim = ClaimFrom(
        "claimed as materialized (",
        $"order by s.slot % {ScheduleLane.Lanes}, s.fires_at, s.due_at, s.name, s.key limit $3 for update of s skip locked)");

    // When more is due than can be seen at a glance, each of these tenants gets its share of the batch.
    internal static readonly string ClaimShares = ClaimFrom(
        "claimed as materialized (select d.* from unnest($7) t (tenant_id) cross join lateral (",
        """
        and s.tenant_id = t.tenant_id
        order by s.fires_at, s.due_at, s.name, s.key limit greatest($3 / cardinality($7), 1) for update of s skip locked) d)
        """);

    private static string ClaimFrom(string head, string tail) => $"""
        with latest as materialized (
            select s.fires_at as fires, s.fires_at + greatest((select max(ahead) from messaging.clock), interval '0') as due
            from messaging.schedule s where s.slot % {ScheduleLane.Lanes} = $1 and s.fires_at <= now()
            order by s.slot % {ScheduleLane.Lanes} desc, s.fires_at desc limit 1),
        held as materialized (
            select h.* from latest l, messaging.held_up($4, $5, $6, l.fires, l.due) h),
        {head}
            select s.* from messaging.schedule s
            where s.fires_at <= now() and (s.retry_at is null or s.retry_at <= now()) and s.slot % {ScheduleLane.Lanes} = $1 and s.name = any($2)
              and not exists (
                select from messaging.schedule e
                where e.tenant_id = s.tenant_id and e.stream = s.stream and e.retry_at > now() and e.name = any($2)
                  and (e.due_at, e.name, e.key) < (s.due_at, s.name, s.key))
              and not exists (
                select from held h
                where h.timer = s.name and coalesce(h.tenant_id = s.tenant_id, true)
                  and (h.appended_at <= s.fires_at or h.occurred_at <= s.due_at))
            {tail},
        first as (
            -- Asked for each claimed message by its stream: a join would rather read all that is scheduled.
            select c.* from claimed c
            where (
                select true from messaging.schedule e
                where e.tenant_id = c.tenant_id and e.stream = c.stream and e.due_at <= c.due_at and e.name = any($2)
                  and (e.due_at, e.name, e.key) < (c.due_at, c.name, c.key)
                  and not exists (select from claimed o where o.tenant_id = e.tenant_id and o.name = e.name and o.key = e.key)
                limit 1) is null),
        gone as (
            delete from messaging.schedule s using first f where s.tenant_id = f.tenant_id and s.name = f.name and s.key = f.key)
        select tenant_id, name, key, stream, due_at, type, payload::text, actor, correlation, attempts
        from first order by fires_at, due_at, name, key
        """;

    private readonly Dictionary<string, TimerHandler> _timers =
        database.Options.Timers.ToDictionary(t => t.Name, StringComparer.Ordinal);

    private readonly (string[] Timers, string[] Subscribers, string?[] Types) _waits = database.Options.Waits();

    private readonly string[] _names = [.. database.Options.Timers.Select(t => t.Name)];

    /// <summary>
    /// Handles up to <paramref name="limit"/> due messages in one transaction and returns how many there were: those that fell due first,
    /// or an equal share of each of <paramref name="tenants"/>.
    /// </summary>
    public async Task<int> Fire(int limit, Guid[]? tenants, CancellationToken ct)
    {
        await using var transaction = await EffectTransaction.Begin(database, ct, isDue: true).ConfigureAwait(false);
        var due = await Take(transaction, limit, tenants, ct).ConfigureAwait(false);
        if (due.Count == 0)
        {
            return 0;
        }

        // Within a tenant the due order is kept; each tenant is entered once.
        foreach (var group in due.GroupBy(d => d.Tenant))
        {
            var delivery = await transaction.For(group.Key, ct).ConfigureAwait(false);
            foreach (var run in Runs(group))
            {
                await _timers[run[0].Name].Handle(run, delivery, ct).ConfigureAwait(false);
            }
        }

        await transaction.Commit(lease, lease.Position, lease.Position, ct).ConfigureAwait(false);
        foreach (var group in due.CountBy(d => d.Message.Name))
        {
            database.Meter.Handled(group.Key, group.Value);
        }

        return due.Count;
    }

    /// <summary>Handles the next due message by itself, and notes its failure if it fails; false when nothing was due.</summary>
    public async Task<bool> FireOne(CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            Due? due = null;
            try
            {
                await using var transaction = await EffectTransaction.Begin(database, ct, isDue: true).ConfigureAwait(false);
                due = (await Take(transaction, 1, null, ct).ConfigureAwait(false)).FirstOrDefault();
                if (due is null)
                {
                    return false;
                }

                var delivery = await transaction.For(due.Tenant, ct).ConfigureAwait(false);
                await _timers[due.Message.Name].Handle([due.Message], delivery, ct).ConfigureAwait(false);
                await transaction.Commit(lease, lease.Position, lease.Position, ct).ConfigureAwait(false);
                database.Meter.Handled(due.Message.Name, 1);
                return true;
            }
            catch (Exception failure) when (due is not null && failure is not LaneLostException && !ct.IsCancellationRequested)
            {
                database.Meter.Failed(due.Message.Name);
                if (Sql.IsTransient(failure) && attempt < TransientTries)
                {
                    continue;
                }

                if (Sql.IsServersTrouble(failure))
                {
                    throw;
                }

                await Note(due, failure, ct).ConfigureAwait(false);
                return true;
            }
        }
    }

    /// <summary>Messages of one name that follow each other: they can be handled together without a change of order.</summary>
    private static List<List<ScheduledMessage>> Runs(IEnumerable<Due> due)
    {
        var runs = new List<List<ScheduledMessage>>();
        foreach (var (_, message, _) in due)
        {
            if (runs.Count == 0 || runs[^1][0].Name != message.Name)
            {
                runs.Add([]);
            }

            runs[^1].Add(message);
        }

        return runs;
    }

    private Task<List<Due>> Take(EffectTransaction transaction, int limit, Guid[]? tenants, CancellationToken ct)
    {
        object[] parameters = [lease.Lane, _names, limit, _waits.Timers, _waits.Subscribers, _waits.Types];
        return transaction.AsRelay(tenants is null ? Claim : ClaimShares, tenants is null ? parameters : [.. parameters, tenants], async row =>
        {
            var due = new List<Due>();
            while (await row.ReadAsync(ct).ConfigureAwait(false))
            {
                due.Add(Read(row));
            }

            return due;
        },
        ct);
    }

    private async Task Note(Due due, Exception failure, CancellationToken ct)
    {
        var (message, attempts) = (due.Message, due.Attempts + 1);
        var wait = _timers[message.Name].Retry.WaitAfter(attempts);
        await using var transaction = await EffectTransaction.Begin(database, ct, isDue: true).ConfigureAwait(false);
        await transaction.Commit(lease, lease.Position, lease.Position, ct, new Change(Sql.Part(
            """
            update messaging.schedule set attempts = $4, reason = $5,
                retry_at = case when $6::interval is null then 'infinity' else now() + $6::interval end,
                parked_at = case when $6::interval is null then now() end
            where tenant_id = $1 and name = $2 and key = $3
            """,
            due.Tenant, message.Name, message.Key, attempts, Reason.Of(failure), wait is { } after ? after : DBNull.Value)))
            .ConfigureAwait(false);
        if (wait is null)
        {
            database.Meter.Parked(message.Name);
        }

        database.Log.LogWarning(
            "{Message} failed ({Failure}); it {Next}.", message, failure.GetType().Name,
            wait is null ? "waits for an operator" : $"is retried in {wait.Value.TotalSeconds} s");
    }

    private static Due Read(NpgsqlDataReader row) => new(
        row.GetGuid(0),
        new ScheduledMessage(
            row.GetString(1), row.GetString(2), row.GetString(3), row.GetFieldValue<DateTimeOffset>(4), row.GetString(5), row.GetString(6))
        {
            Actor = row.IsDBNull(7) ? null : row.GetString(7),
            Correlation = row.IsDBNull(8) ? null : row.GetGuid(8),
        },
        row.GetInt32(9));

    private sealed record Due(Guid Tenant, ScheduledMessage Message, int Attempts);
}
