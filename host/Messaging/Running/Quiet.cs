namespace CarePlatform.Messaging;

/// <summary>Finds out when everything appended so far, and what followed from it, has been handled.</summary>
internal sealed class Quiet(LogDatabase database, Func<CancellationToken, Task> flush)
{
    // The clock is asked while the statement runs: the transaction's time lies before what was committed, and fell due, since it began.
    private static readonly string Anything = $"""
        select exists (select from messaging.lane where subscriber = any($1) and position < (select messaging.last_position()))
            or exists (select from messaging.detour where subscriber = any($1))
            or exists (select from messaging.parked_stream where subscriber = any($1) and retry_at is not null)
            or exists (select from generate_series(0, {ScheduleLane.Lanes - 1}) lane join messaging.schedule on slot % {ScheduleLane.Lanes} = lane
                       where name = any($2) and fires_at <= (select clock_timestamp()) and (retry_at is null or retry_at < 'infinity')
                         and not exists (select from messaging.schedule e
                                         where e.tenant_id = schedule.tenant_id and e.stream = schedule.stream and e.retry_at = 'infinity'
                                           and (e.due_at, e.name, e.key) < (schedule.due_at, schedule.name, schedule.key)))
        """;

    private const string AnythingOfTenant = """
        select exists (
                select from messaging.log l join messaging.subscriber s on s.name = any($1)
                join messaging.lane n on n.subscriber = s.name and n.lane = l.slot % s.lanes
                where l.tenant_id = $3 and l.position > (select min(position) from messaging.lane where subscriber = any($1))
                  and l.position > n.position)
            or exists (select from messaging.detour where subscriber = any($1) and tenant_id = $3)
            or exists (select from messaging.parked_stream where subscriber = any($1) and retry_at is not null and tenant_id = $3)
            or exists (select from messaging.schedule
                       where name = any($2) and tenant_id = $3 and fires_at <= (select clock_timestamp()) and (retry_at is null or retry_at < 'infinity')
                         and not exists (select from messaging.schedule e
                                         where e.tenant_id = $3 and e.stream = schedule.stream and e.retry_at = 'infinity'
                                           and (e.due_at, e.name, e.key) < (schedule.due_at, schedule.name, schedule.key)))
        """;

    private readonly string[] _subscribers = [.. database.Options.Subscribers.Select(s => s.Name)];
    private readonly string[] _timers = [.. database.Options.Timers.Select(t => t.Name)];

    public async Task When(Guid? tenant, CancellationToken ct)
    {
        var wait = TimeSpan.FromMilliseconds(1);
        while (true)
        {
            await flush(ct).ConfigureAwait(false);
            if (!await IsBusy(tenant, ct).ConfigureAwait(false))
            {
                return;
            }

            await Task.Delay(wait, database.Time, ct).ConfigureAwait(false);
            wait = wait < TimeSpan.FromMilliseconds(20) ? wait * 1.5 : wait;
        }
    }

    private Task<bool> IsBusy(Guid? tenant, CancellationToken ct) => database.AsRelay(
        async transaction =>
        {
            object[] parameters = tenant is { } one ? [_subscribers, _timers, one] : [_subscribers, _timers];
            await using (var command = Sql.Command(transaction, tenant is null ? Anything : AnythingOfTenant, parameters))
            {
                if (await command.ExecuteScalarAsync(ct).ConfigureAwait(false) is false)
                {
                    return false;
                }
            }

            // Other hosts write the positions of their idle lanes now and then; this asks for now.
            await using var ask = Sql.Command(transaction, "select pg_notify('messaging', 'flush')");
            await ask.ExecuteNonQueryAsync(ct).ConfigureAwait(false);
            return true;
        },
        ct);
}
