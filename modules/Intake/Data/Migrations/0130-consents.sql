-- What clients agreed to about their information, emergencies that opened records, restrictions to named people, and labels of what comes
-- from programs under 42 CFR Part 2.

create table intake.consents (
    id                uuid        primary key,
    tenant_id         uuid        not null,
    client            uuid        not null references intake.clients (id),
    kind              text        not null check (kind in ('tpo', 'specific', 'sud-notes', 'psychotherapy-notes', 'hie-intermediary', 'referral-cbo')),
    state             text        not null check (state in ('draft', 'active', 'revoked', 'expired')),
    terms             jsonb       not null,
    drafted_at        timestamptz not null,
    drafted_by        uuid,
    signature         jsonb,
    signed_at         timestamptz,
    ends_at           timestamptz,
    revoked_at        timestamptz,
    revocation_method text        check (revocation_method in ('signed-form', 'letter', 'electronic')),
    copy_given_at     timestamptz,
    version           int         not null default 1,
    check ((state = 'draft') = (signed_at is null)),
    check ((signed_at is null) = (signature is null)),
    check ((state = 'revoked') = (revoked_at is not null)),
    check ((revoked_at is null) = (revocation_method is null))
);
create index on intake.consents (client, state);
comment on column intake.consents.ends_at is 'From when on it holds no longer, whatever its state says by then';
call platform.protect('intake.consents', 'select, insert, update');

create table intake.consent_steps (
    id        uuid        primary key,
    tenant_id uuid        not null,
    consent   uuid        not null references intake.consents (id),
    what      text        not null,
    at        timestamptz not null,
    by        uuid
);
create index on intake.consent_steps (consent, id);
call platform.protect('intake.consent_steps', 'select, insert');

create table intake.consent_refusals (
    id          uuid        primary key,
    tenant_id   uuid        not null,
    client      uuid        not null references intake.clients (id),
    kind        text        not null,
    recipient   uuid,
    reason      text,
    refused_at  timestamptz not null,
    recorded_by uuid,
    re_ask_on   date        not null
);
create index on intake.consent_refusals (client, id);
call platform.protect('intake.consent_refusals', 'select, insert, update');

create table intake.emergency_accesses (
    id          uuid        primary key,
    tenant_id   uuid        not null,
    client      uuid        not null references intake.clients (id),
    "user"      uuid        not null,
    emergency   text        not null check (emergency <> ''),
    reason      text        not null check (reason <> ''),
    recipient   text,
    since       timestamptz not null,
    until       timestamptz not null,
    review_by   timestamptz not null,
    reviewed_at timestamptz,
    reviewed_by uuid,
    justified   boolean,
    findings    text,
    version     int         not null default 1,
    check (until > since),
    check (reviewed_by <> "user"),
    check ((reviewed_at is null) = (justified is null) and (reviewed_at is null) = (findings is null) and (reviewed_at is null) = (reviewed_by is null))
);
create index on intake.emergency_accesses (client, "user");
create index on intake.emergency_accesses (tenant_id, since, id);
call platform.protect('intake.emergency_accesses', 'select, insert, update');

create table intake.sequestrations (
    id        uuid        primary key,
    tenant_id uuid        not null,
    client    uuid        not null references intake.clients (id),
    reason    text        not null,
    since     timestamptz not null,
    by        uuid,
    lifted_at timestamptz,
    lifted_by uuid,
    version   int         not null default 1
);
create index on intake.sequestrations (client) where lifted_at is null;
call platform.protect('intake.sequestrations', 'select, insert, update');

create table intake.sequestration_users (
    sequestration uuid not null references intake.sequestrations (id),
    "user"        uuid not null,
    tenant_id     uuid not null,
    primary key (sequestration, "user")
);
call platform.protect('intake.sequestration_users', 'select, insert');

-- Labels of rows: a column with a constant default is added without writing the table anew.
alter table intake.care_organisations add column part2_program text;
comment on column intake.care_organisations.part2_program is 'Key of the program in the privacy policy; null when the organisation is none';
alter table intake.encounters add column source_program text, add column part2 boolean not null default false;
alter table intake.conditions add column source_program text, add column part2 boolean not null default false;
alter table intake.observations add column source_program text, add column part2 boolean not null default false;
comment on column intake.encounters.part2 is 'Whether the row comes from a program under 42 CFR Part 2';
create index on intake.encounters (organisation) where organisation is not null;
create index on intake.conditions (encounter) where encounter is not null;
create index on intake.observations (encounter) where encounter is not null;
