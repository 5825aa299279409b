-- Sandboxes: tenants with synthetic people, which somebody founds without asking, resets, and which end by themselves.

alter table platform.tenants
    add column plan jsonb,
    add column life integer not null default 1,
    add column founded_for uuid,
    add column founded_by text,
    add column expires_at timestamptz,
    add column closed_at timestamptz,
    add constraint only_sandboxes_begin_anew_and_end check (
        sandbox or (plan is null and life = 1 and founded_for is null and expires_at is null and closed_at is null)),
    add constraint what_is_founded_for_others_ends check ((founded_for is null) = (expires_at is null));
comment on column platform.tenants.plan is 'What a sandbox is founded from, and founded from again by a reset.';
comment on column platform.tenants.life is 'Raised by each reset: what began in an earlier life of the sandbox can do nothing in this one.';
comment on column platform.tenants.founded_for is 'The tenant that founded the sandbox; null for those of the operator, which do not end.';
comment on column platform.tenants.founded_by is 'Wire id of the person or API client of that tenant.';
comment on column platform.tenants.expires_at is 'Real time. From then on the sandbox is removed.';
comment on column platform.tenants.closed_at is 'Since when nobody is let in, in real time: it is being founded or reset. Null while it is open.';
create index tenants_founded_for on platform.tenants (founded_for) where founded_for is not null;
grant update (plan, expires_at, closed_at) on platform.tenants to care_app;

create function platform.is_sandbox() returns boolean
    language sql stable
    return exists (select from platform.tenants where id = platform.current_tenant() and sandbox);

grant execute on function platform.is_sandbox() to care_app;

-- The owner sees and deletes the rows of the transaction's tenant, if it is a sandbox: with these two policies on every table no
-- function can empty any other.
create procedure platform.let_go(protected regclass)
    language plpgsql
as $$
begin
    execute format(
        'create policy sandbox_is_seen on %s for select to care_owner '
        'using (tenant_id = (select platform.current_tenant()) and (select platform.is_sandbox()))', protected);
    execute format(
        'create policy sandbox_goes on %s for delete to care_owner '
        'using (tenant_id = (select platform.current_tenant()) and (select platform.is_sandbox()))', protected);
end
$$;

create or replace procedure platform.protect(protected regclass, privileges text default 'select, insert, update, delete')
    language plpgsql
as $$
begin
    if not exists (
        select from pg_attribute
        where attrelid = protected and attname = 'tenant_id' and atttypid = 'uuid'::regtype and attnotnull and not attisdropped)
    then
        raise exception 'platform.protect: % has no column "tenant_id uuid not null"', protected;
    end if;

    execute format('alter table %s alter column tenant_id set default platform.current_tenant()', protected);
    execute format('alter table %s enable row level security, force row level security', protected);
    -- The sub-select makes PostgreSQL read the setting once per statement, not once per row.
    execute format(
        'create policy tenant on %s for all to care_app '
        'using (tenant_id = (select platform.current_tenant())) '
        'with check (tenant_id = (select platform.current_tenant()))',
        protected);
    call platform.open_to_migrations(protected);
    call platform.let_go(protected);
    execute format('grant %s on %s to care_app', privileges, protected);
end
$$;

-- The tables that were protected before.
do $$
declare
    protected regclass;
begin
    for protected in
        select p.polrelid from pg_policy p join pg_class c on c.oid = p.polrelid
        where p.polname = 'tenant' and 'care_app'::regrole = any(p.polroles) and c.relnamespace::regnamespace::text <> 'messaging'
    loop
        call platform.let_go(protected);
    end loop;
end
$$;

create policy sandbox_begins_anew on platform.tenants for update to care_owner
    using (sandbox and id = (select platform.current_tenant())) with check (sandbox and id = (select platform.current_tenant()));
create policy sandbox_ends on platform.tenants for delete to care_owner
    using (sandbox and id = (select platform.current_tenant()));

-- What is append-only stays so, but goes with its sandbox; whose rows those are is decided by the two policies.
create or replace function platform.refuse_change() returns trigger
    language plpgsql
as $$
begin
    if tg_op = 'DELETE' and current_user = 'care_owner' then
        if old.tenant_id = platform.current_tenant() and platform.is_sandbox() then
            return old;
        end if;
    end if;

    raise exception '%.% is append-only: % is refused', tg_table_schema, tg_table_name, lower(tg_op)
        using hint = 'Write a further entry that tells what is right.';
end
$$;

-- The program of a sandbox.
alter table platform.api_clients add column of_sandbox boolean not null default false;
comment on column platform.api_clients.of_sandbox is
    'Made with its sandbox: it stays when the sandbox is reset, and may act as the synthetic people. In sandboxes only.';

create function platform.only_in_sandboxes() returns trigger
    language plpgsql
as $$
begin
    if not exists (select from platform.tenants where id = new.tenant_id and sandbox) then
        raise exception 'Only the program of a sandbox may act as its people; % is no sandbox', new.tenant_id;
    end if;

    return new;
end
$$;
create trigger only_in_sandboxes before insert or update of of_sandbox, tenant_id on platform.api_clients
    for each row when (new.of_sandbox) execute function platform.only_in_sandboxes();

-- Empties the sandbox of the transaction: a statement for each table, those that refer to others first. For good, it takes the tenant
-- and its programs as well. It passes the gate alone, so it waits for who works in the sandbox now and nobody begins meanwhile. False when it
-- must be rolled back and tried again (messaging.forget_tenant says why). Whatever the caller has set, it is no migration.
create function platform.clear_sandbox(known bigint[], seen bigint, for_good boolean) returns boolean
    language plpgsql security definer set search_path = pg_catalog, pg_temp set lock_timeout = '20s' as $$
declare
    tenant uuid := platform.current_tenant();
    emptied regclass;
begin
    if tenant is null or not platform.is_sandbox() then
        raise exception 'platform.clear_sandbox: the tenant of the transaction is no sandbox, nothing is deleted';
    end if;

    perform set_config('app.migrating', 'off', true);
    perform pg_advisory_xact_lock(17230, hashtext(tenant::text));
    if not messaging.forget_tenant(known, seen) then
        return false;
    end if;

    for emptied in
        with recursive tables as (
            select p.polrelid as id from pg_policy p where p.polname = 'sandbox_goes'),
        refers as (
            select distinct k.conrelid as child, k.confrelid as parent from pg_constraint k
            where k.contype = 'f' and k.conrelid <> k.confrelid
              and k.conrelid in (select id from tables) and k.confrelid in (select id from tables)),
        height as (
            select id, 0 as level from tables
            union
            select r.parent, h.level + 1 from height h join refers r on r.child = h.id where h.level < 50)
        select h.id::regclass from height h group by h.id order by max(h.level), h.id
    loop
        if for_good or emptied not in ('platform.api_clients'::regclass, 'platform.api_client_secrets'::regclass, 'platform.api_client_keys'::regclass) then
            execute format('delete from %s where tenant_id = $1', emptied) using tenant;
        elsif emptied = 'platform.api_clients'::regclass then
            delete from platform.api_clients where tenant_id = tenant and not of_sandbox;
        else
            execute format(
                'delete from %s s using platform.api_clients c where s.tenant_id = $1 and c.tenant_id = $1 and c.id = s.api_client and not c.of_sandbox',
                emptied) using tenant;
        end if;
    end loop;

    if for_good then
        delete from platform.tenants where id = tenant;
        perform pg_notify('platform_tenants', tenant::text);
    else
        update platform.tenants set life = life + 1, clock_offset = '0', sign_in = null, version = version + 1,
            name = coalesce(plan ->> 'name', name), care_model = coalesce(plan ->> 'careModel', care_model)
        where id = tenant;
    end if;

    return true;
end $$;

revoke all on function platform.clear_sandbox(bigint[], bigint, boolean) from public;
grant execute on function platform.clear_sandbox(bigint[], bigint, boolean) to care_app;
