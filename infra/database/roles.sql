-- The three roles of CarePlatform. Run once per PostgreSQL server, as a superuser; running it again changes nothing.
-- The embedded PostgreSQL runs the same file.
--
--   care_owner  owns every schema and table, and runs the migrations
--   care_app    is the application: it owns nothing, cannot bypass row-level security, and sees one tenant at a time
--   care_relay  reads the messaging tables of all tenants, to find work; care_app takes it on with SET LOCAL ROLE, never by itself
--
-- On your own server, give the two roles that log in a password afterwards, and make the database:
--
--   alter role care_owner password '…';
--   alter role care_app password '…';
--   create database careplatform owner care_owner encoding 'UTF8';

do $$
begin
    -- Two hosts that start at the same moment take turns.
    perform pg_advisory_xact_lock(hashtextextended('careplatform roles', 0));

    if not exists (select from pg_roles where rolname = 'care_owner') then
        create role care_owner login noinherit nosuperuser nocreatedb nocreaterole nobypassrls;
    end if;
    if not exists (select from pg_roles where rolname = 'care_relay') then
        create role care_relay nologin nosuperuser nocreatedb nocreaterole nobypassrls;
    end if;
    if not exists (select from pg_roles where rolname = 'care_app') then
        create role care_app login noinherit nosuperuser nocreatedb nocreaterole nobypassrls;
    end if;
    if not exists (
        select from pg_auth_members
        where roleid = 'care_relay'::regrole and member = 'care_app'::regrole)
    then
        grant care_relay to care_app;
    end if;
end
$$;
