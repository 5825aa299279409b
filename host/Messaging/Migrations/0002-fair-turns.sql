-- Taking turns over tenants, timers that wait for what happened before them, replays, and retention by whole months.

-- A tenant with more to deliver than others must not keep a lane busy: it is sent on a detour, which has a position of its own
-- behind the lane's, and the lane goes on for everybody else. A replay for one tenant is a detour that starts further back.
create table messaging.detour (
    subscriber text not null,
    lane integer not null,
    tenant_id uuid not null default nullif(current_setting('app.tenant', true), '')::uuid,
    position bigint not null,
    appended_at timestamptz not null,
    occurred_at timestamptz not null,
    primary key (subscriber, lane, tenant_id),
    foreign key (subscriber, lane) references messaging.lane on delete cascade
);
comment on table messaging.detour is 'How far a lane has taken effect for a tenant that it delivers on the side; what was appended, or happened, before the two times is delivered.';

alter table messaging.detour enable row level security;
alter table messaging.detour force row level security;
create policy tenant on messaging.detour to care_app
    using (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid))
    with check (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid));
create policy relay on messaging.detour to care_relay using (true) with check (true);
create policy owner on messaging.detour to care_owner using (true) with check (true);
grant select on messaging.detour to care_app;
grant select, insert, update, delete on messaging.detour to care_relay;

-- What has not yet taken effect for the subscribers that a timer waits for: per timer and tenant, the earliest that was appended or
-- happened. Looks at a limited number of events; when there are more, the last one looked at stands for every tenant.
create function messaging.held_up(timers text[], subscribers text[], types text[])
    returns table (timer text, tenant_id uuid, appended_at timestamptz, occurred_at timestamptz) language sql stable as $$
    with waits as (
        select * from unnest(timers, subscribers, types) as w (timer, subscriber, type)),
    lanes as materialized (
        select u.name, u.lanes, n.lane, n.position
        from messaging.subscriber u join messaging.lane n on n.subscriber = u.name where u.name = any(subscribers)),
    next as materialized (
        select l.position, l.tenant_id, l.type, l.slot, l.appended_at, l.occurred_at from messaging.log l
        where l.position > (select min(position) from lanes) order by l.position limit 5000)
    select w.timer, e.tenant_id, min(e.appended_at), min(e.occurred_at)
    from next e
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

create index schedule_tenant on messaging.schedule (tenant_id, fires_at);

-- A replay: every lane that has passed the position delivers the tenant's events behind it once more, on a detour. What was skipped
-- stays skipped, and what is parked further on is delivered by the replay instead. The lanes' holders start anew.
create function messaging.replay(reader text, start bigint) returns integer
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    tenant uuid := current_setting('app.tenant')::uuid;
    replayed integer;
begin
    -- Parked streams before lanes, as effects lock them; then again, for what a lane has parked meanwhile.
    perform messaging.unpark(reader, tenant, start);
    perform from messaging.lane where subscriber = reader order by lane for update;
    insert into messaging.detour as d (subscriber, lane, tenant_id, position, appended_at, occurred_at)
    select reader, n.lane, tenant, start, now(), now() + coalesce((select c.ahead from messaging.clock c where c.tenant_id = tenant), interval '0')
    from messaging.lane n where n.subscriber = reader and n.position > start
    on conflict (subscriber, lane, tenant_id) do update set position = least(d.position, excluded.position);
    get diagnostics replayed = row_count;
    update messaging.lane set epoch = epoch + 1 where subscriber = reader;
    perform messaging.unpark(reader, tenant, start);
    perform pg_notify('messaging', 'lanes');
    return replayed;
end $$;

create function messaging.unpark(reader text, tenant uuid, start bigint) returns void language sql as $$
    select from messaging.parked_stream where subscriber = reader and tenant_id = tenant for update;
    delete from messaging.parked_event where subscriber = reader and tenant_id = tenant and position > start;
    delete from messaging.parked_stream s where s.subscriber = reader and s.tenant_id = tenant
      and not exists (select from messaging.parked_event e
                      where e.subscriber = s.subscriber and e.tenant_id = s.tenant_id and e.stream = s.stream);
$$;

-- How far the tenant's subscribers are: what of its events has not taken effect, and since when the oldest of them waits.
create function messaging.progress(subscribers text[], types text[])
    returns table (subscriber text, waiting bigint, oldest timestamptz, on_detour boolean, parked bigint)
    language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    with tenant as (
        select current_setting('app.tenant')::uuid as id),
    heard as (
        select * from unnest(subscribers, types) as h (subscriber, type)),
    lanes as materialized (
        select u.name, u.lanes, n.lane, coalesce(d.position, n.position) as position, d.position is not null as on_detour
        from messaging.subscriber u
        join messaging.lane n on n.subscriber = u.name
        left join messaging.detour d on d.subscriber = n.subscriber and d.lane = n.lane and d.tenant_id = (select id from tenant)
        where u.name in (select h.subscriber from heard h)),
    behind as (
        select n.name, count(*) as waiting, min(l.appended_at) as oldest
        from messaging.log l
        join lanes n on l.position > n.position and l.slot % n.lanes = n.lane
        where l.tenant_id = (select id from tenant) and l.position > (select min(position) from lanes)
          and exists (select from heard h where h.subscriber = n.name and (h.type is null or h.type = l.type))
        group by n.name)
    select n.name, coalesce(max(b.waiting), 0), max(b.oldest), bool_or(n.on_detour),
        (select count(*) from messaging.parked_stream p where p.subscriber = n.name and p.tenant_id = (select id from tenant))
    from lanes n left join behind b on b.name = n.name
    group by n.name order by n.name
$$;

-- Deletes what has outlived its type's retention, at most so many events at a time, never beyond what every subscriber has passed
-- and nothing that is parked. A month of which nothing may be kept is dropped whole. Returns how many events are gone.
drop function messaging.apply_retention();
create function messaging.apply_retention(at_most integer) returns bigint
    language plpgsql security definer set search_path = pg_catalog, pg_temp set lock_timeout = '1s' as $$
declare
    passed bigint;
    partition regclass;
    first timestamptz;
    next timestamptz;
    kept boolean;
    events bigint;
    removed bigint := 0;
begin
    perform pg_advisory_xact_lock(17228, 1);
    select least((select min(position) from messaging.lane where subscriber <> 'messaging.schedule'), (select min(position) from messaging.detour))
    into passed;
    for partition, first, next in
        select c.oid::regclass, to_date(substr(c.relname, 5), 'YYYY_MM')::timestamp at time zone 'UTC',
            (to_date(substr(c.relname, 5), 'YYYY_MM')::timestamp + interval '1 month') at time zone 'UTC'
        from pg_inherits join pg_class c on c.oid = inhrelid
        where inhparent = 'messaging.log'::regclass
          and c.relname ~ '^log_\d{4}_\d{2}$' and c.relname < 'log_' || to_char(now() at time zone 'UTC', 'YYYY_MM')
        order by c.relname
    loop
        select exists (
                select from messaging.log l
                where l.appended_at >= first and l.appended_at < next
                  and (l.position > coalesce(passed, 0) or exists (select from messaging.parked_event p where p.position = l.position)
                    or not exists (select from messaging.retention r where r.type = l.type and next < now() - r.keep)))
        into kept;
        if not kept then
            begin
                select count(*) from messaging.log l where l.appended_at >= first and l.appended_at < next into events;
                execute format('drop table %s', partition);
                removed := removed + events;
            exception when lock_not_available then
                raise notice 'The outlived partition % is in use; it is dropped another time.', partition;
            end;
        end if;
    end loop;
    with outlived as (
        select l.position, l.appended_at from messaging.log l join messaging.retention r on r.type = l.type
        where l.appended_at < now() - r.keep and l.appended_at < now() - (select min(keep) from messaging.retention)
          and l.position <= coalesce(passed, 0)
          and not exists (select from messaging.parked_event p where p.position = l.position)
        limit at_most)
    delete from messaging.log l using outlived o where l.position = o.position and l.appended_at = o.appended_at;
    get diagnostics events = row_count;
    return removed + events;
end $$;

revoke all on function messaging.unpark(text, uuid, bigint), messaging.replay(text, bigint), messaging.progress(text[], text[]),
    messaging.apply_retention(integer) from public;
grant execute on function messaging.replay(text, bigint), messaging.progress(text[], text[]) to care_app;
grant execute on function messaging.apply_retention(integer) to care_relay;
