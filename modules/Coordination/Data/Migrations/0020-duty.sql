-- Who takes work when: delegations, on-duty rosters, how much somebody takes at most; and what each search for an owner passed over.

alter table coordination.history add column passed_over jsonb;
alter table coordination.history add column note text;

-- A step can lose its owner more than once: whoever is told of that is told each time. The rungs of the ladder fire once, as before.
drop index coordination.ix_history_tenant_id_item_rung;
create unique index ix_history_tenant_id_item_rung
    on coordination.history (tenant_id, item, rung) where what = 'escalated' and rung > 0;

create table coordination.delegations (
    id uuid not null,
    tenant_id uuid not null default platform.current_tenant(),
    person uuid not null,
    delegate uuid not null check (delegate <> person),
    first_day date not null,
    last_day date not null check (last_day >= first_day),
    template_key text,
    kind text,
    version integer not null,
    constraint pk_delegations primary key (id)
);

create index ix_delegations_person on coordination.delegations (tenant_id, person, first_day);
create index ix_delegations_last_day on coordination.delegations (tenant_id, last_day);

call platform.protect('coordination.delegations');

-- A team that keeps a roster has a row here, so that a roster that has run out is seen as empty and not as none.
create table coordination.duty_rosters (
    team uuid not null,
    tenant_id uuid not null default platform.current_tenant(),
    version integer not null,
    constraint pk_duty_rosters primary key (team)
);

call platform.protect('coordination.duty_rosters');

create table coordination.duty_shifts (
    id uuid not null,
    tenant_id uuid not null default platform.current_tenant(),
    team uuid not null,
    person uuid not null,
    starts_at timestamptz not null,
    ends_at timestamptz not null check (ends_at > starts_at),
    constraint pk_duty_shifts primary key (id),
    constraint fk_duty_shifts_duty_rosters_team foreign key (team) references coordination.duty_rosters (team) on delete cascade
);

create index ix_duty_shifts_team on coordination.duty_shifts (team);
create index ix_duty_shifts_ends_at on coordination.duty_shifts (tenant_id, team, ends_at, starts_at);

call platform.protect('coordination.duty_shifts');

create table coordination.capacities (
    id uuid not null,
    tenant_id uuid not null default platform.current_tenant(),
    person uuid,
    role text,
    most integer not null check (most >= 0),
    version integer not null,
    constraint pk_capacities primary key (id),
    constraint ck_capacities_one check ((person is null) <> (role is null))
);

create unique index ix_capacities_tenant_id_person on coordination.capacities (tenant_id, person) where person is not null;
create unique index ix_capacities_tenant_id_role on coordination.capacities (tenant_id, role) where role is not null;

call platform.protect('coordination.capacities');

create table coordination.boundary_settings (
    tenant_id uuid not null default platform.current_tenant(),
    id uuid not null,
    outside text not null check (outside in ('allowed', 'flagged', 'refused')),
    kinds jsonb not null,
    version integer not null,
    constraint pk_boundary_settings primary key (id)
);

create unique index ix_boundary_settings_tenant_id on coordination.boundary_settings (tenant_id);

call platform.protect('coordination.boundary_settings');
