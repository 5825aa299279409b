-- Taking turns over tenants, timers that wait for what happened before them, and replays.

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
