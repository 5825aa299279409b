-- The owner stands before the tenant wall like everybody else, so a migration that changes rows changed none of them. Within a
-- migration's own transaction, and nowhere else, the owner's statements now reach the rows of all tenants. What the application
-- sets opens nothing, not even within a function that runs as the owner.

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
    execute format('grant %s on %s to care_app', privileges, protected);
end
$$;

create procedure platform.open_to_migrations(protected regclass)
    language plpgsql
as $$
begin
    execute format(
        'create policy migration on %s for all to care_owner '
        'using ((select current_setting(''app.migrating'', true) = ''on'' and session_user <> ''care_app'')) '
        'with check ((select current_setting(''app.migrating'', true) = ''on'' and session_user <> ''care_app''))',
        protected);
end
$$;

do $$
declare
    protected regclass;
begin
    for protected in select polrelid from pg_policy where polname = 'tenant' loop
        call platform.open_to_migrations(protected);
    end loop;
end
$$;
