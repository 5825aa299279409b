-- The register of tenants, what each has switched on, its sites and its business calendars.

-- Every host reads the whole register: a token names a tenant before any transaction has one. The application may enter and
-- change the tenant of its transaction only, and of an entered one only what its administrators decide.
create table platform.tenants (
    id uuid primary key,
    slug text not null unique check (slug ~ '^[a-z][a-z0-9-]{1,30}$'),
    name text not null check (name <> ''),
    database text not null,
    care_model text not null,
    time_zone text not null,
    sandbox boolean not null default false,
    clock_offset interval not null default '0',
    created_at timestamptz not null,
    version integer not null default 1,
    constraint clock_moves_in_sandboxes_only check (sandbox or clock_offset = '0'),
    constraint clock_moves_forward_only check (clock_offset >= '0')
);
comment on table platform.tenants is
    'Shared: the register of tenants is read before a tenant is known. The home database holds all of them (which database each lives in), '
    'a cell those that live there (what they have chosen).';
alter table platform.tenants enable row level security;
alter table platform.tenants force row level security;
create policy everybody_reads on platform.tenants for select to care_app, care_owner using (true);
create policy own_is_entered on platform.tenants for insert to care_app
    with check (id = (select platform.current_tenant()));
create policy own_is_changed on platform.tenants for update to care_app
    using (id = (select platform.current_tenant())) with check (id = (select platform.current_tenant()));
grant select, insert, update (name, care_model, clock_offset, version) on platform.tenants to care_app;

-- The state of every feature that was ever decided, by a recipe or by an administrator; one without a row is off.
create table platform.tenant_features (
    tenant_id uuid not null references platform.tenants (id),
    feature text not null,
    is_on boolean not null,
    changed_at timestamptz not null,
    changed_by uuid,
    primary key (tenant_id, feature)
);
comment on column platform.tenant_features.changed_by is 'The administrator; null when a recipe decided.';
call platform.protect('platform.tenant_features', 'select, insert, update');

-- Hosts forget what they know of a tenant when they hear of it.
create function platform.announce_tenant() returns trigger
    language plpgsql
as $$
begin
    perform pg_notify('platform_tenants', case tg_table_name when 'tenants' then to_jsonb(new) ->> 'id' else to_jsonb(new) ->> 'tenant_id' end);
    return null;
end
$$;
create trigger announce_tenant after insert or update on platform.tenants
    for each row execute function platform.announce_tenant();
create trigger announce_tenant after insert or update on platform.tenant_features
    for each row execute function platform.announce_tenant();

create table platform.sites (
    id uuid primary key,
    tenant_id uuid not null,
    key text not null,
    name text not null,
    time_zone text not null,
    unique (tenant_id, key),
    unique (tenant_id, id)
);
call platform.protect('platform.sites', 'select, insert, update');

-- The row without a site is the tenant's calendar: it holds for every site that has none of its own.
create table platform.calendars (
    id uuid primary key,
    tenant_id uuid not null,
    site_id uuid,
    week jsonb not null,
    holidays jsonb not null default '{}',
    closed_days jsonb not null default '[]',
    unique nulls not distinct (tenant_id, site_id),
    foreign key (tenant_id, site_id) references platform.sites (tenant_id, id)
);
comment on column platform.calendars.week is 'Weekday to opening hours in local time: {"monday": "08:00-17:00"}; a weekday that is not named is closed';
comment on column platform.calendars.holidays is 'Holiday sets by name and single rules: {"sets": ["us-federal"], "rules": []}';
comment on column platform.calendars.closed_days is 'Further days on which nobody works: [{"day": "2026-07-02", "reason": "Staff training"}]';
call platform.protect('platform.calendars', 'select, insert, update');
