-- The event log, its subscribers' lanes, what they parked, and the schedules.
-- Roles: care_app appends and sees its tenant only; care_relay (entered by SET ROLE) sees every tenant's rows of these tables.

create schema if not exists messaging;
grant usage on schema messaging to care_app, care_relay;

-- The log ---------------------------------------------------------------------------------------------------------------

create sequence messaging.log_position;
grant usage, select on sequence messaging.log_position to care_app, care_relay;

create table messaging.log (
    position bigint not null default nextval('messaging.log_position'),
    tenant_id uuid not null default nullif(current_setting('app.tenant', true), '')::uuid,
    stream text not null,
    type text not null,
    payload jsonb not null,
    actor text,
    correlation uuid,
    causation bigint,
    occurred_at timestamptz not null,
    appended_at timestamptz not null default clock_timestamp(),
    transaction_id xid8 not null default pg_current_xact_id(),
    slot integer not null generated always as ((hashtextextended(stream, uuid_hash_extended(tenant_id, 0)) & 1023)::integer) stored,
    primary key (position, appended_at)
) partition by range (appended_at);
comment on table messaging.log is 'Every event of every module, in the order of its position; append-only.';
comment on column messaging.log.slot is 'Hash of tenant and stream; a subscriber''s lane is slot modulo its number of lanes.';
create table messaging.log_default partition of messaging.log default;

alter table messaging.log enable row level security;
alter table messaging.log force row level security;
alter table messaging.log_default enable row level security;
alter table messaging.log_default force row level security;
create policy tenant on messaging.log to care_app
    using (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid))
    with check (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid));
create policy relay on messaging.log for select to care_relay using (true);
create policy retention on messaging.log to care_owner using (true);
create policy maintenance on messaging.log_default for select to care_owner using (true);
grant select, insert on messaging.log to care_app;
grant select on messaging.log to care_relay;

-- Positions are drawn before their transaction commits, so a higher position may become visible before a lower one.
-- Every appending transaction therefore holds, from before its first position until its end, a shared advisory lock whose key is
-- 17228 << 48 plus the last position drawn by then. Everything up to the lowest such key (or up to the last position, when nobody
-- is appending) is settled: it is visible or will never exist. Readers never read beyond that.

create function messaging.last_position() returns bigint language sql volatile as $$
    select case when is_called then last_value else last_value - 1 end from messaging.log_position
$$;

create function messaging.announce_append() returns trigger language plpgsql as $$
begin
    if current_setting('messaging.appending', true) is distinct from 'yes' then
        perform pg_advisory_xact_lock_shared((17228::bigint << 48) | messaging.last_position());
        perform set_config('messaging.appending', 'yes', true);
        perform pg_notify('messaging', 'log');
    end if;
    return null;
end $$;

create trigger announce_append before insert on messaging.log for each statement execute function messaging.announce_append();

-- The order matters: the last position first, the locks second, and rows only in a later statement.
create function messaging.horizon(out settled bigint, out last bigint) language plpgsql volatile as $$
declare
    appending bigint;
begin
    last := messaging.last_position();
    select min(((classid::bigint << 32) | objid::bigint) & ((1::bigint << 48) - 1)) into appending
    from pg_locks
    where locktype = 'advisory' and objsubid = 1 and classid::bigint >> 16 = 17228
      and database = (select oid from pg_database where datname = current_database());
    settled := least(last, coalesce(appending, last));
end $$;

-- Partitions and retention ----------------------------------------------------------------------------------------------

create table messaging.retention (
    type text primary key,
    keep interval not null check (keep > interval '0')
);
comment on table messaging.retention is 'Shared: how long events of a type are kept; a type that is not listed is kept for good.';
grant select, insert, update, delete on messaging.retention to care_relay;

-- A month whose events already lie in the default partition (nobody made its partition in time) stays there.
-- Both functions give up rather than make readers and appenders queue behind their locks; they are tried again.

create function messaging.make_partitions(ahead integer) returns integer
    language plpgsql security definer set search_path = pg_catalog, pg_temp set lock_timeout = '1s' as $$
declare
    start timestamp := date_trunc('month', now() at time zone 'UTC');
    first timestamptz;
    next timestamptz;
    name text;
    made integer := 0;
begin
    perform pg_advisory_xact_lock(17228, 1);
    for month in 0 .. ahead loop
        first := (start + make_interval(months => month)) at time zone 'UTC';
        next := (start + make_interval(months => month + 1)) at time zone 'UTC';
        name := 'log_' || to_char(first at time zone 'UTC', 'YYYY_MM');
        if to_regclass('messaging.' || name) is null
           and not exists (select from messaging.log_default where appended_at >= first and appended_at < next) then
            execute format('create table messaging.%I (like messaging.log including defaults including generated)', name);
            execute format('alter table messaging.%I enable row level security', name);
            execute format('alter table messaging.%I force row level security', name);
            execute format('alter table messaging.log attach partition messaging.%I for values from (%L) to (%L)', name, first, next);
            made := made + 1;
        end if;
    end loop;
    return made;
end $$;

-- Deletes what has outlived its type's retention, never beyond what every subscriber has passed and nothing that is parked.
create function messaging.apply_retention() returns bigint
    language plpgsql security definer set search_path = pg_catalog, pg_temp set lock_timeout = '1s' as $$
declare
    passed bigint;
    partition regclass;
    occupied boolean;
    removed bigint;
begin
    perform pg_advisory_xact_lock(17228, 1);
    select min(position) into passed from messaging.lane where subscriber <> 'messaging.schedule';
    delete from messaging.log l using messaging.retention r
    where r.type = l.type and l.appended_at < now() - r.keep and l.position <= coalesce(passed, 0)
      and not exists (select 1 from messaging.parked_event p where p.position = l.position);
    get diagnostics removed = row_count;
    for partition in
        select inhrelid::regclass from pg_inherits join pg_class c on c.oid = inhrelid
        where inhparent = 'messaging.log'::regclass
          and c.relname ~ '^log_\d{4}_\d{2}$' and c.relname < 'log_' || to_char(now() at time zone 'UTC', 'YYYY_MM')
    loop
        execute format('select exists (select 1 from messaging.log where tableoid = %L::regclass)', partition) into occupied;
        if not occupied then
            begin
                execute format('drop table %s', partition);
            exception when lock_not_available then
                raise notice 'The empty partition % is in use; it is dropped another time.', partition;
            end;
        end if;
    end loop;
    return removed;
end $$;

-- Subscribers, their lanes and the hosts that run them ------------------------------------------------------------------

create table messaging.subscriber (
    name text primary key,
    lanes integer not null check (lanes between 1 and 1024),
    registered_at timestamptz not null default now()
);
comment on table messaging.subscriber is 'Shared: who reads the log, and in how many lanes; fixed when first registered.';

create table messaging.lane (
    subscriber text not null references messaging.subscriber (name) on delete cascade,
    lane integer not null,
    position bigint not null,
    holder uuid,
    epoch bigint not null default 0,
    expires_at timestamptz,
    primary key (subscriber, lane)
) with (fillfactor = 40, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000);
comment on table messaging.lane is 'Shared: how far each lane of a subscriber has taken effect, and which host leases it; the epoch fences earlier holders.';

create table messaging.host (
    id uuid primary key,
    runs text[] not null,
    expires_at timestamptz not null
);
comment on table messaging.host is 'Shared: the processes that run subscribers, while they live.';

grant select, insert, update, delete on messaging.subscriber, messaging.lane, messaging.host to care_relay;
grant select on messaging.subscriber, messaging.lane, messaging.host to care_owner;

-- What failed -----------------------------------------------------------------------------------------------------------

create table messaging.parked_stream (
    subscriber text not null references messaging.subscriber (name) on delete cascade,
    tenant_id uuid not null default nullif(current_setting('app.tenant', true), '')::uuid,
    stream text not null,
    lane integer not null,
    position bigint not null,
    type text not null,
    attempts integer not null,
    retry_at timestamptz,
    reason text not null,
    parked_at timestamptz not null default now(),
    primary key (subscriber, tenant_id, stream)
);
comment on table messaging.parked_stream is 'Streams that wait for one subscriber because an event failed: retried at retry_at, or by an operator when that is null.';
create index parked_stream_lane on messaging.parked_stream (subscriber, lane);
create index parked_stream_tenant on messaging.parked_stream (tenant_id, parked_at);

create table messaging.parked_event (
    subscriber text not null,
    tenant_id uuid not null default nullif(current_setting('app.tenant', true), '')::uuid,
    stream text not null,
    position bigint not null,
    primary key (subscriber, tenant_id, stream, position),
    foreign key (subscriber, tenant_id, stream) references messaging.parked_stream on delete cascade
);
comment on table messaging.parked_event is 'The failed event of a parked stream and those that wait behind it, in the order of their positions.';
create index parked_event_position on messaging.parked_event (position);

create table messaging.skipped_event (
    subscriber text not null,
    tenant_id uuid not null default nullif(current_setting('app.tenant', true), '')::uuid,
    position bigint not null,
    stream text not null,
    type text not null,
    reason text not null,
    skipped_at timestamptz not null default now(),
    primary key (subscriber, tenant_id, position)
);
comment on table messaging.skipped_event is 'Events that an operator decided shall never take effect for a subscriber; append-only.';

-- Schedules and clocks --------------------------------------------------------------------------------------------------

create table messaging.clock (
    tenant_id uuid primary key default nullif(current_setting('app.tenant', true), '')::uuid,
    ahead interval not null
);
comment on table messaging.clock is 'How far a sandbox tenant''s time is ahead of real time; no row means not at all.';

create table messaging.schedule (
    tenant_id uuid not null default nullif(current_setting('app.tenant', true), '')::uuid,
    name text not null,
    key text not null,
    stream text not null,
    due_at timestamptz not null,
    fires_at timestamptz not null,
    type text not null,
    payload jsonb not null,
    actor text,
    correlation uuid,
    attempts integer not null default 0,
    retry_at timestamptz,
    reason text,
    parked_at timestamptz,
    slot integer not null generated always as ((hashtextextended(stream, uuid_hash_extended(tenant_id, 0)) & 1023)::integer) stored,
    primary key (tenant_id, name, key)
);
comment on table messaging.schedule is 'Messages to be handled at a time: due_at in tenant time, fires_at the same instant in real time; after a failure retried at retry_at (infinity: an operator decides).';
create index schedule_fires on messaging.schedule (fires_at);
create index schedule_retry on messaging.schedule (tenant_id, stream, retry_at) where retry_at is not null;
create index schedule_stream on messaging.schedule (tenant_id, stream, due_at);

do $$
declare
    name text;
begin
    foreach name in array array['parked_stream', 'parked_event', 'skipped_event', 'clock', 'schedule'] loop
        execute format('alter table messaging.%I enable row level security', name);
        execute format('alter table messaging.%I force row level security', name);
        execute format($policy$create policy tenant on messaging.%I to care_app
            using (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid))
            with check (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid))$policy$, name);
        execute format('create policy relay on messaging.%I to care_relay using (true) with check (true)', name);
        execute format('create policy owner on messaging.%I to care_owner using (true) with check (true)', name);
    end loop;
end $$;

grant select, update on messaging.parked_stream to care_app;
grant select, delete on messaging.parked_event to care_app;
grant select, insert on messaging.skipped_event to care_app;
grant select, insert, update on messaging.clock to care_app;
grant select, insert, update, delete on messaging.schedule to care_app;
grant select, insert, update, delete on messaging.parked_stream, messaging.parked_event, messaging.schedule to care_relay;
grant select on messaging.skipped_event, messaging.clock to care_relay;

revoke all on function messaging.make_partitions(integer), messaging.apply_retention() from public;
grant execute on function messaging.make_partitions(integer), messaging.apply_retention() to care_relay;
select messaging.make_partitions(3);
