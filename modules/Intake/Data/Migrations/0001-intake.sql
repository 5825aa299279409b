-- The front door: people, how they asked for help, what covers them, when they are seen, and what other systems told of them.
-- Rows that came from another system carry (source_system, external_id), unique in the tenant: importing again changes nothing.

grant usage on schema intake to care_app;

-- ---------------------------------------------------------------- people

create table intake.clients (
    id            uuid        primary key,
    tenant_id     uuid        not null,
    state         text        not null check (state in ('active', 'merged')),
    merged_into   uuid        references intake.clients (id),
    prefix        text,
    given         text,
    middle        text,
    family        text,
    suffix        text,
    preferred     text,
    birth_date    date,
    died_on       date,
    gender        text        check (gender in ('female', 'male', 'other', 'unknown')),
    races         text[]      not null default '{}',
    ethnicity     text,
    language      text,
    sort_name     text        not null collate "C",
    source_system text,
    registered_at timestamptz not null,
    registered_by uuid,
    version       int         not null default 1,
    check ((state = 'merged') = (merged_into is not null))
);
create index on intake.clients (tenant_id, sort_name, id);
create index on intake.clients (tenant_id, birth_date);
create index on intake.clients (merged_into) where merged_into is not null;
comment on column intake.clients.sort_name is 'Family and given name in the form that lists are ordered by: lower case, without accents';
comment on column intake.clients.races is 'The answers as they were given; strata are derived when a measure is calculated';
comment on column intake.clients.source_system is 'Where the facts come from; null when staff wrote them down';
call platform.protect('intake.clients', 'select, insert, update');

-- What the client's own facts were before each change.
create table intake.client_versions (
    client     uuid        not null references intake.clients (id),
    version    int         not null,
    tenant_id  uuid        not null,
    facts      jsonb       not null,
    changed_at timestamptz not null,
    changed_by uuid,
    primary key (client, version)
);
call platform.protect('intake.client_versions', 'select, insert');

-- Names that the client had or goes by besides the legal and the preferred one.
create table intake.prior_names (
    id            uuid primary key,
    tenant_id     uuid not null,
    client        uuid not null references intake.clients (id),
    kind          text not null check (kind in ('maiden', 'former', 'alias')),
    given         text,
    family        text,
    source_system text,
    external_id   text
);
create index on intake.prior_names (client);
create unique index on intake.prior_names (tenant_id, source_system, external_id);
call platform.protect('intake.prior_names');

-- Keys by which a person who asks for help is found among those already known, and by which names are searched. Equality and
-- ranges only: row-level security lets an index answer these, which it does not for similarity operators.
create table intake.match_keys (
    client    uuid not null references intake.clients (id),
    key       text not null collate "C",
    tenant_id uuid not null,
    primary key (client, key)
);
create index on intake.match_keys (tenant_id, key, client);
comment on column intake.match_keys.key is 'kind:value, made by MatchKeys from names, birth date, telephone, mail and address';
call platform.protect('intake.match_keys', 'select, insert, delete');

create table intake.client_identifiers (
    id        uuid primary key,
    tenant_id uuid not null,
    client    uuid not null references intake.clients (id),
    system    text not null,
    value     text not null
);
create index on intake.client_identifiers (client);
create unique index on intake.client_identifiers (tenant_id, system, value);
comment on column intake.client_identifiers.system is 'Who gave the identifier: a URI, or the short name of a source system';
call platform.protect('intake.client_identifiers');

create table intake.contact_points (
    id            uuid        primary key,
    tenant_id     uuid        not null,
    client        uuid        not null references intake.clients (id),
    kind          text        not null check (kind in ('phone', 'email')),
    value         text        not null,
    verified_on   date,
    wrong         boolean     not null default false,
    recorded_at   timestamptz not null,
    source_system text,
    external_id   text
);
create index on intake.contact_points (client);
create unique index on intake.contact_points (tenant_id, source_system, external_id);
comment on column intake.contact_points.wrong is 'Somebody tried it and it does not reach the client';
call platform.protect('intake.contact_points');

create table intake.addresses (
    id            uuid        primary key,
    tenant_id     uuid        not null,
    client        uuid        not null references intake.clients (id),
    line          text,
    city          text,
    state         text,
    postal_code   text,
    county        text,
    county_fips   text,
    country       text,
    since         date,
    until         date,
    recorded_at   timestamptz not null,
    source_system text,
    external_id   text
);
create index on intake.addresses (client);
create unique index on intake.addresses (tenant_id, source_system, external_id);
call platform.protect('intake.addresses');

-- Two records that were one person. What moved is kept row by row, so that separating them restores exactly what was.
create table intake.client_merges (
    id           uuid        primary key,
    tenant_id    uuid        not null,
    survivor     uuid        not null references intake.clients (id),
    merged       uuid        not null references intake.clients (id),
    reason       text        not null,
    merged_at    timestamptz not null,
    merged_by    uuid,
    separated_at timestamptz,
    separated_by uuid,
    separation   text,
    version      int         not null default 1
);
create index on intake.client_merges (survivor);
create unique index on intake.client_merges (merged) where separated_at is null;
call platform.protect('intake.client_merges', 'select, insert, update');

create table intake.merge_moves (
    merge     uuid not null references intake.client_merges (id) deferrable initially deferred,
    part      text not null,
    row_id    uuid not null,
    tenant_id uuid not null,
    primary key (merge, part, row_id)
);
comment on column intake.merge_moves.part is 'The table whose row moved';
call platform.protect('intake.merge_moves', 'select, insert');

-- ---------------------------------------------------------------- coverage

-- Segments as they were told, neither joined nor cut; spans, gaps and strata are derived.
create table intake.coverages (
    id            uuid        primary key,
    tenant_id     uuid        not null,
    client        uuid        not null references intake.clients (id),
    payer_name    text        not null,
    payer_id      text,
    payer_type    text        not null
        check (payer_type in ('medicaid', 'medicare', 'dual-eligible', 'commercial', 'other-public', 'uninsured', 'unknown')),
    member_id     text,
    plan          text,
    policy_holder text,
    priority      int         not null default 1 check (priority > 0),
    starts_on     date        not null,
    ends_on       date,
    end_reason    text,
    recorded_at   timestamptz not null,
    source_system text,
    external_id   text,
    version       int         not null default 1,
    check (ends_on is null or ends_on >= starts_on)
);
create index on intake.coverages (client, starts_on);
create unique index on intake.coverages (tenant_id, source_system, external_id);
comment on column intake.coverages.ends_on is 'The last day covered; null while no end is known';
comment on column intake.coverages.priority is '1 pays first';
comment on column intake.coverages.payer_type is 'uninsured: the source said that nobody pays; it counts as a gap';
call platform.protect('intake.coverages', 'select, insert, update');

-- ---------------------------------------------------------------- asking for help

create table intake.inquiries (
    id                uuid        primary key,
    tenant_id         uuid        not null,
    client            uuid        not null references intake.clients (id),
    status            text        not null check (status in ('received', 'triaged', 'resolved')),
    door              text        not null
        check (door in ('walk-in', 'call', 'crisis-line', 'partner-referral', 'hospital', 'web', 'self')),
    received_at       timestamptz not null,
    received_by       uuid,
    site              uuid,
    team              uuid        not null,
    owner             uuid,
    asker_name        text,
    asker_relation    text        not null
        check (asker_relation in ('self', 'family', 'friend', 'professional', 'other')),
    asker_phone       text,
    referring         uuid,
    referring_name    text,
    reason            text,
    match_score       int,
    match_reasons     text[]      not null default '{}',
    acuity            text        check (acuity in ('emergent', 'urgent', 'routine')),
    triaged_at        timestamptz,
    resolution        text
        check (resolution in ('in-care', 'referred-elsewhere', 'declined', 'not-reached', 'not-eligible', 'duplicate', 'died')),
    resolution_note   text,
    resolved_at       timestamptz,
    resolved_by       uuid,
    version           int         not null default 1,
    check ((status = 'resolved') = (resolution is not null)),
    check ((status = 'resolved') = (resolved_at is not null)),
    check (status <> 'triaged' or acuity is not null)
);
create index on intake.inquiries (tenant_id, received_at, id);
create index on intake.inquiries (tenant_id, owner, received_at, id) where status <> 'resolved';
create index on intake.inquiries (tenant_id, team, received_at, id) where status <> 'resolved';
create index on intake.inquiries (client);
comment on column intake.inquiries.received_at is 'When help was first asked for: the access clocks run from here';
comment on column intake.inquiries.team is 'The queue that holds it: never empty, from the first second';
comment on column intake.inquiries.owner is 'The person who has taken it; null while the queue owns it';
comment on column intake.inquiries.referring is 'The organisation that referred, when the tenant knows it; else referring_name';
call platform.protect('intake.inquiries', 'select, insert, update');

-- The person asked again while the inquiry was open: another contact, not another clock.
create table intake.inquiry_contacts (
    id             uuid        primary key,
    tenant_id      uuid        not null,
    inquiry        uuid        not null references intake.inquiries (id),
    door           text        not null
        check (door in ('walk-in', 'call', 'crisis-line', 'partner-referral', 'hospital', 'web', 'self')),
    received_at    timestamptz not null,
    received_by    uuid,
    site           uuid,
    asker_name     text,
    asker_relation text        not null
        check (asker_relation in ('self', 'family', 'friend', 'professional', 'other')),
    asker_phone    text,
    referring      uuid,
    referring_name text,
    reason         text,
    match_score    int,
    match_reasons  text[]      not null default '{}'
);
create index on intake.inquiry_contacts (inquiry, received_at);
call platform.protect('intake.inquiry_contacts', 'select, insert');

-- Who owned the inquiry when.
create table intake.inquiry_owners (
    id          uuid        primary key,
    tenant_id   uuid        not null,
    inquiry     uuid        not null references intake.inquiries (id),
    team        uuid        not null,
    owner       uuid,
    since       timestamptz not null,
    assigned_by uuid,
    reason      text
);
create index on intake.inquiry_owners (inquiry, since);
call platform.protect('intake.inquiry_owners', 'select, insert');

-- A tenant's own triage scripts; without one, the script that ships with the platform is used. Versions never change.
create table intake.triage_scripts (
    id           uuid        primary key,
    tenant_id    uuid        not null,
    key          text        not null,
    version      int         not null,
    definition   jsonb       not null,
    published_at timestamptz not null,
    published_by uuid
);
create unique index on intake.triage_scripts (tenant_id, key, version);
call platform.protect('intake.triage_scripts', 'select, insert');

create table intake.triages (
    id              uuid        primary key,
    tenant_id       uuid        not null,
    inquiry         uuid        not null references intake.inquiries (id),
    script          text        not null,
    script_version  int         not null,
    answers         jsonb       not null,
    rules           text[]      not null default '{}',
    risks           text[]      not null default '{}',
    computed        text        not null check (computed in ('emergent', 'urgent', 'routine')),
    acuity          text        not null check (acuity in ('emergent', 'urgent', 'routine')),
    override_reason text,
    triaged_at      timestamptz not null,
    triaged_by      uuid,
    check (acuity = computed or override_reason is not null)
);
create index on intake.triages (inquiry, triaged_at);
comment on column intake.triages.rules is 'Keys of the rules that the answers met, the deciding one first';
comment on column intake.triages.risks is 'Keys of the risk screens that were positive';
call platform.protect('intake.triages', 'select, insert');

-- ---------------------------------------------------------------- appointments

create table intake.appointments (
    id            uuid        primary key,
    tenant_id     uuid        not null,
    client        uuid        not null references intake.clients (id),
    inquiry       uuid        references intake.inquiries (id),
    site          uuid,
    clinician     uuid        not null,
    mode          text        not null check (mode in ('in-person', 'video', 'phone', 'home-visit')),
    starts_at     timestamptz not null,
    ends_at       timestamptz not null,
    state         text        not null check (state in ('booked', 'cancelled')),
    booked_at     timestamptz not null,
    booked_by     uuid,
    cancelled_at  timestamptz,
    cancelled_by  uuid,
    cancellation  text        check (cancellation in ('client-asked', 'client-ill', 'clinician-away', 'site-closed', 'booked-in-error', 'other')),
    version       int         not null default 1,
    check (ends_at > starts_at),
    check ((state = 'cancelled') = (cancellation is not null))
);
create index on intake.appointments (tenant_id, clinician, starts_at) where state = 'booked';
create index on intake.appointments (tenant_id, starts_at, id);
create index on intake.appointments (client, starts_at);
create index on intake.appointments (inquiry, starts_at) where inquiry is not null;
call platform.protect('intake.appointments', 'select, insert, update');

-- ---------------------------------------------------------------- what other systems told

create table intake.care_organisations (
    id            uuid primary key,
    tenant_id     uuid not null,
    source_system text not null,
    external_id   text not null,
    name          text not null,
    phone         text,
    line          text,
    city          text,
    state         text,
    postal_code   text
);
create unique index on intake.care_organisations (tenant_id, source_system, external_id);
call platform.protect('intake.care_organisations', 'select, insert, update');

create table intake.practitioners (
    id            uuid primary key,
    tenant_id     uuid not null,
    source_system text not null,
    external_id   text not null,
    organisation  uuid references intake.care_organisations (id),
    name          text not null,
    npi           text,
    specialty     text,
    line          text,
    city          text,
    state         text,
    postal_code   text
);
create unique index on intake.practitioners (tenant_id, source_system, external_id);
call platform.protect('intake.practitioners', 'select, insert, update');

create table intake.encounters (
    id             uuid        primary key,
    tenant_id      uuid        not null,
    client         uuid        not null references intake.clients (id),
    source_system  text        not null,
    external_id    text        not null,
    class          text        not null,
    code_system    text,
    code           text,
    display        text,
    starts_at      timestamptz not null,
    ends_at        timestamptz,
    local_date     date        not null,
    organisation   uuid        references intake.care_organisations (id),
    practitioner   uuid        references intake.practitioners (id),
    payer_id       text,
    payer_name     text,
    base_cost      numeric,
    total_cost     numeric,
    payer_paid     numeric,
    reason_system  text,
    reason_code    text,
    reason_display text
);
create unique index on intake.encounters (tenant_id, source_system, external_id);
create index on intake.encounters (client, starts_at);
comment on column intake.encounters.class is 'As the source says: ambulatory, emergency, AMB, IMP, …';
comment on column intake.encounters.local_date is 'The calendar day of the start in the time zone of the site or the tenant';
comment on column intake.encounters.payer_paid is 'What the payer covers of total_cost';
call platform.protect('intake.encounters', 'select, insert, update');

create table intake.conditions (
    id            uuid primary key,
    tenant_id     uuid not null,
    client        uuid not null references intake.clients (id),
    encounter     uuid references intake.encounters (id),
    source_system text not null,
    external_id   text not null,
    code_system   text,
    code          text not null,
    display       text,
    onset_on      date,
    abated_on     date
);
create unique index on intake.conditions (tenant_id, source_system, external_id);
create index on intake.conditions (client, onset_on);
comment on column intake.conditions.abated_on is 'Null while the condition is active';
call platform.protect('intake.conditions', 'select, insert, update');

create table intake.observations (
    id            uuid        primary key,
    tenant_id     uuid        not null,
    client        uuid        not null references intake.clients (id),
    encounter     uuid        references intake.encounters (id),
    source_system text        not null,
    external_id   text        not null,
    category      text,
    code_system   text,
    code          text        not null,
    display       text,
    value         numeric,
    value_text    text,
    unit          text,
    observed_at   timestamptz not null,
    local_date    date        not null
);
create unique index on intake.observations (tenant_id, source_system, external_id);
create index on intake.observations (client, code, observed_at);
call platform.protect('intake.observations', 'select, insert, update');

create table intake.import_runs (
    id            uuid        primary key,
    tenant_id     uuid        not null,
    source_system text        not null,
    state         text        not null check (state in ('running', 'finished', 'failed')),
    files         jsonb       not null default '[]',
    counts        jsonb       not null default '{}',
    started_at    timestamptz not null,
    started_by    uuid,
    finished_at   timestamptz
);
create index on intake.import_runs (tenant_id, started_at, id);
comment on column intake.import_runs.files is 'Name, SHA-256 and rows of each file read';
comment on column intake.import_runs.counts is 'Rows added, changed and unchanged by kind';
call platform.protect('intake.import_runs', 'select, insert, update');

create table intake.import_problems (
    run       uuid not null references intake.import_runs (id),
    number    int  not null,
    tenant_id uuid not null,
    file      text not null,
    line      int,
    reason    text not null,
    primary key (run, number)
);
comment on column intake.import_problems.reason is 'What is wrong with the row, without the row itself';
call platform.protect('intake.import_problems', 'select, insert');

-- ---------------------------------------------------------------- settings

create table intake.settings (
    id        uuid  primary key,
    tenant_id uuid  not null,
    matching  jsonb not null,
    limits    jsonb not null,
    version   int   not null default 1
);
create unique index on intake.settings (tenant_id);
comment on table intake.settings is 'One row for a tenant that wants other thresholds than the usual ones';
call platform.protect('intake.settings', 'select, insert, update');
