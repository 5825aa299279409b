-- How long events are kept is also a tenant's own choice; the shared table says what holds for those who have not chosen.

create table messaging.tenant_retention (
    tenant_id uuid not null default nullif(current_setting('app.tenant', true), '')::uuid,
    type text not null,
    keep interval check (keep >= interval '1 day'),
    primary key (tenant_id, type)
);
comment on table messaging.tenant_retention is 'How long a tenant keeps its events of a type, in place of what messaging.retention says; null means for good.';
alter table messaging.tenant_retention enable row level security;
alter table messaging.tenant_retention force row level security;
create policy tenant on messaging.tenant_retention to care_app
    using (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid))
    with check (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid));
create policy owner on messaging.tenant_retention to care_owner using (true) with check (true);
grant select, insert, update, delete on messaging.tenant_retention to care_app;
grant select on messaging.retention to care_app;

-- How long an event of this tenant and type is kept; null means for good.
create function messaging.kept_for(tenant uuid, kind text) returns interval language sql stable as $$
    select case when own.type is null then shared.keep else own.keep end
    from (select) as one
    left join messaging.tenant_retention own on own.tenant_id = tenant and own.type = kind
    left join messaging.retention shared on shared.type = kind
$$;

-- As before, but each tenant's events by its own choice.
create or replace function messaging.apply_retention(at_most integer) returns bigint
    language plpgsql security definer set search_path = pg_catalog, pg_temp set lock_timeout = '1s' as $$
declare
    passed bigint;
    shortest interval;
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
    select least((select min(keep) from messaging.retention), (select min(keep) from messaging.tenant_retention)) into shortest;
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
                    or coalesce(next >= now() - messaging.kept_for(l.tenant_id, l.type), true)))
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
        select l.position, l.appended_at
        from messaging.log l
        left join messaging.tenant_retention own on own.tenant_id = l.tenant_id and own.type = l.type
        left join messaging.retention shared on shared.type = l.type
        where l.appended_at < now() - case when own.type is null then shared.keep else own.keep end and l.appended_at < now() - shortest
          and l.position <= coalesce(passed, 0)
          and not exists (select from messaging.parked_event p where p.position = l.position)
        limit at_most)
    delete from messaging.log l using outlived o where l.position = o.position and l.appended_at = o.appended_at;
    get diagnostics events = row_count;
    return removed + events;
end $$;
