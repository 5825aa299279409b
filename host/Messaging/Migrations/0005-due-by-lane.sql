-- A lane finds its due messages in due order without looking at those of the others: what a claim costs must not grow with what is
-- due at the same moment. The number of lanes of the schedule (ScheduleLane.Lanes) is fixed here as it is in messaging.lane.
create index schedule_lane on messaging.schedule ((slot % 8), fires_at, due_at, name, key);
drop index messaging.schedule_fires;

-- What has not yet taken effect for the subscribers that a timer waits for, as before; but only as far as it can hold up a message
-- that fires, or is due, no later than this. What the handling of due messages itself appends is later, and there may be much of it.
drop function messaging.held_up(text[], text[], text[]);
create function messaging.held_up(timers text[], subscribers text[], types text[], fires timestamptz, due timestamptz)
    returns table (timer text, tenant_id uuid, appended_at timestamptz, occurred_at timestamptz) language sql stable as $$
    with waits as (
        select * from unnest(timers, subscribers, types) as w (timer, subscriber, type)),
    lanes as materialized (
        select u.name, u.lanes, n.lane, n.position
        from messaging.subscriber u join messaging.lane n on n.subscriber = u.name where u.name = any(subscribers)),
    next as materialized (
        select l.position, l.tenant_id, l.type, l.slot, l.appended_at, l.occurred_at from messaging.log l
        where l.position > (select min(position) from lanes) order by l.position limit 5000),
    early as materialized (
        select * from next where next.appended_at <= fires or next.occurred_at <= due)
    select w.timer, e.tenant_id, min(e.appended_at), min(e.occurred_at)
    from early e
    join lanes n on n.position < e.position and e.slot % n.lanes = n.lane
    join waits w on w.subscriber = n.name and (w.type is null or w.type = e.type)
    where not exists (
        select from messaging.detour d where d.subscriber = n.name and d.lane = n.lane and d.tenant_id = e.tenant_id)
    group by w.timer, e.tenant_id
    union all
    select w.timer, d.tenant_id, d.appended_at, d.occurred_at from messaging.detour d join waits w on w.subscriber = d.subscriber
    union all
    select w.timer, null, e.appended_at, e.occurred_at
    from (select * from next order by position offset 4999) e, waits w
$$;
