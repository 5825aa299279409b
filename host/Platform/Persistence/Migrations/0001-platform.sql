-- What the tables of every module are built with.

grant usage on schema platform to care_app, care_relay;

-- The tenant of the running transaction; null outside of one, so that nothing is seen and nothing can be written.
create function platform.current_tenant() returns uuid
    language sql stable parallel safe
    return nullif(current_setting('app.tenant', true), '')::uuid;

grant execute on function platform.current_tenant() to care_app, care_relay;

-- Puts the tenant wall around a table and gives the application the named privileges on it. The table must have the column
-- tenant_id uuid not null; it takes the tenant of the transaction as its default. Partitions are protected one by one.
create procedure platform.protect(protected regclass, privileges text default 'select, insert, update, delete')
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
    execute format('grant %s on %s to care_app', privileges, protected);
end
$$;
