-- The owner stands before the tenant wall like everybody else, so a migration that changes rows changed none of them. Within a
-- migration's own transaction, and nowhere else, the owner's statements now reach the rows of all tenants. What the application
-- sets opens nothing, not even within a function that runs as the owner.

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

-- The tables that were protected before; platform.protect calls it from 0135 on.
do $$
declare
    protected regclass;
begin
    for protected in select polrelid from pg_policy where polname = 'tenant' loop
        call platform.open_to_migrations(protected);
    end loop;
end
$$;
