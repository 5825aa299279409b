-- Who works for the tenant, in which teams, with which roles, and which organisations it works with.

create table platform.users (
    id uuid primary key,
    tenant_id uuid not null,
    subject text not null,
    name text not null check (name <> ''),
    title text,
    active boolean not null default true,
    supervisor_id uuid,
    away_from date,
    away_until date,
    version integer not null default 1,
    unique (tenant_id, subject),
    unique (tenant_id, id),
    foreign key (tenant_id, supervisor_id) references platform.users (tenant_id, id),
    constraint away_is_a_period check ((away_from is null) = (away_until is null) and away_from <= away_until)
);
comment on column platform.users.subject is 'The name by which the tenant''s sign-in authority knows the person: the token''s sub claim.';
call platform.protect('platform.users', 'select, insert, update');

create table platform.roles (
    tenant_id uuid not null,
    key text not null,
    title text not null,
    primary key (tenant_id, key)
);
call platform.protect('platform.roles');

create table platform.role_permissions (
    tenant_id uuid not null,
    role text not null,
    permission text not null,
    reach text not null check (reach in ('own', 'team', 'organisation', 'tenant')),
    primary key (tenant_id, role, permission),
    foreign key (tenant_id, role) references platform.roles (tenant_id, key) on delete cascade
);
call platform.protect('platform.role_permissions');

create table platform.user_roles (
    tenant_id uuid not null,
    user_id uuid not null,
    role text not null,
    primary key (tenant_id, user_id, role),
    foreign key (tenant_id, user_id) references platform.users (tenant_id, id),
    foreign key (tenant_id, role) references platform.roles (tenant_id, key)
);
create index user_roles_role on platform.user_roles (tenant_id, role);
call platform.protect('platform.user_roles');

create table platform.teams (
    id uuid primary key,
    tenant_id uuid not null,
    key text not null,
    name text not null,
    site_id uuid,
    unique (tenant_id, key),
    unique (tenant_id, id),
    foreign key (tenant_id, site_id) references platform.sites (tenant_id, id)
);
call platform.protect('platform.teams', 'select, insert, update');

create table platform.team_members (
    tenant_id uuid not null,
    team_id uuid not null,
    user_id uuid not null,
    is_lead boolean not null default false,
    primary key (tenant_id, team_id, user_id),
    foreign key (tenant_id, team_id) references platform.teams (tenant_id, id),
    foreign key (tenant_id, user_id) references platform.users (tenant_id, id)
);
create index team_members_user on platform.team_members (tenant_id, user_id);
call platform.protect('platform.team_members');

create table platform.organisations (
    id uuid primary key,
    tenant_id uuid not null,
    key text not null,
    name text not null check (name <> ''),
    kind text not null,
    external_ids jsonb not null default '{}',
    version integer not null default 1,
    unique (tenant_id, key),
    unique (tenant_id, id)
);
comment on column platform.organisations.external_ids is 'Identifiers that others gave it, by naming system: {"npi": "1234567893"}';
call platform.protect('platform.organisations', 'select, insert, update');
