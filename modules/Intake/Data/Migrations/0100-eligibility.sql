-- Eligibility: coverage that payers have confirmed, what was known when, the checks themselves, and what was allowed in advance.

-- ---------------------------------------------------------------- coverage

alter table intake.coverages
    add column status               text not null default 'active' check (status in ('active', 'pending', 'replaced', 'entered-in-error')),
    add column insurance_type       text,
    add column medicaid_category    text,
    add column managed_care_plan    text,
    add column managed_care_plan_id text,
    add column dual_status          text,
    add column renews_on            date,
    add column renewal_told_on      date,
    add column verified_for         uuid,
    add column verified_by          uuid,
    add column known_since          timestamptz;
update intake.coverages set known_since = recorded_at;
alter table intake.coverages alter column known_since set not null;

-- The kind within which a payer's word of a later day replaces the one before. Medicare's parts have spans of their own.
alter table intake.coverages
    add column kind text not null generated always as (
        case payer_type
            when 'medicaid' then 'medicaid'
            when 'medicare' then 'medicare' || coalesce(':' || insurance_type, '')
            when 'dual-eligible' then 'dual-eligible'
            else payer_type || ':' || coalesce(payer_id, payer_name)
        end) stored,
    add column valid daterange not null generated always as (daterange(starts_on, ends_on, '[]')) stored;

-- Equality beside an overlap would need an extension that not every server has; a range of one key overlaps only with its like.
create type intake.uuid_range as range (subtype = uuid);

-- What payers have confirmed does not overlap within a client and kind. verified_for is the client of the check and does not move
-- with a merge: two records of one person may each have a confirmed span, until the next check settles it.
alter table intake.coverages add constraint coverages_confirmed_once exclude using gist (
    intake.uuid_range(md5(verified_for::text || '/' || kind)::uuid, md5(verified_for::text || '/' || kind)::uuid, '[]') with &&,
    valid with &&) where (verified_for is not null and status = 'active')
    deferrable initially deferred;
create index on intake.coverages (tenant_id, client) where status in ('active', 'pending');
comment on column intake.coverages.known_since is 'Since when this is known as it stands here; what was known before is in coverage_history';
comment on column intake.coverages.verified_by is 'The check that these facts were last taken from';
comment on column intake.coverages.renewal_told_on is 'The day of renewal for which work was asked';

-- What was known of a coverage before it changed. Rows of a merge stay with their coverage, and so follow the client in use.
create table intake.coverage_history (
    id                   uuid        not null references intake.coverages (id),
    tenant_id            uuid        not null,
    known_since          timestamptz not null,
    known_until          timestamptz not null,
    payer_name           text        not null,
    payer_id             text,
    payer_type           text        not null,
    member_id            text,
    plan                 text,
    policy_holder        text,
    priority             int         not null,
    starts_on            date        not null,
    ends_on              date,
    end_reason           text,
    status               text        not null,
    insurance_type       text,
    medicaid_category    text,
    managed_care_plan    text,
    managed_care_plan_id text,
    dual_status          text,
    renews_on            date,
    verified_by          uuid,
    version              int         not null,
    primary key (id, known_since),
    check (known_since < known_until)
);
call platform.protect('intake.coverage_history', 'select, insert');

-- Whoever changes what is known says since when (known_since); what was known until then is kept.
create function intake.keep_coverage() returns trigger language plpgsql as $$
begin
    if new.known_since > old.known_since then
        insert into intake.coverage_history (
            id, known_since, known_until, payer_name, payer_id, payer_type, member_id, plan, policy_holder, priority, starts_on, ends_on,
            end_reason, status, insurance_type, medicaid_category, managed_care_plan, managed_care_plan_id, dual_status, renews_on, verified_by, version)
        values (
            old.id, old.known_since, new.known_since, old.payer_name, old.payer_id, old.payer_type, old.member_id, old.plan, old.policy_holder,
            old.priority, old.starts_on, old.ends_on, old.end_reason, old.status, old.insurance_type, old.medicaid_category,
            old.managed_care_plan, old.managed_care_plan_id, old.dual_status, old.renews_on, old.verified_by, old.version);
    end if;
    return new;
end
$$;
create trigger keep before update on intake.coverages for each row execute function intake.keep_coverage();

-- ---------------------------------------------------------------- payers and settings

create table intake.eligibility_payers (
    id            uuid        primary key,
    tenant_id     uuid        not null,
    key           text        not null,
    name          text        not null,
    payer_id      text,
    payer_type    text        not null
        check (payer_type in ('medicaid', 'medicare', 'dual-eligible', 'commercial', 'other-public')),
    source        text        not null check (source in ('simulator', 'x12')),
    connection    text,
    asked_of_all  boolean     not null default false,
    active        boolean     not null default true,
    recorded_at   timestamptz not null,
    version       int         not null default 1,
    check (source <> 'x12' or connection is not null)
);
create unique index on intake.eligibility_payers (tenant_id, key);
comment on column intake.eligibility_payers.connection is 'Name of a connection in the host''s configuration; addresses and secrets are kept there';
comment on column intake.eligibility_payers.asked_of_all is 'Asked also about people of whom no coverage is known';
call platform.protect('intake.eligibility_payers', 'select, insert, update');

create table intake.eligibility_settings (
    id         uuid  primary key,
    tenant_id  uuid  not null,
    rules      jsonb not null,
    version    int   not null default 1
);
create unique index on intake.eligibility_settings (tenant_id);
call platform.protect('intake.eligibility_settings', 'select, insert, update');

-- Control numbers of interchanges. A sequence, so that a question that waits for a payer holds up no other one.
create sequence intake.x12_control_number;
grant usage on sequence intake.x12_control_number to care_app;

-- ---------------------------------------------------------------- checks

create table intake.eligibility_runs (
    id          uuid        primary key,
    tenant_id   uuid        not null,
    scope       text        not null check (scope in ('caseload', 'pending')),
    day         date        not null,
    started_at  timestamptz not null,
    finished_at timestamptz,
    people      int         not null default 0,
    checks      int         not null default 0,
    active      int         not null default 0,
    inactive    int         not null default 0,
    failed      int         not null default 0
);
create unique index on intake.eligibility_runs (tenant_id, day, scope);
call platform.protect('intake.eligibility_runs', 'select, insert, update');

create table intake.eligibility_checks (
    id            uuid        primary key,
    tenant_id     uuid        not null,
    client        uuid        not null references intake.clients (id),
    payer         uuid        not null references intake.eligibility_payers (id),
    reason        text        not null check (reason in ('intake', 'check-in', 'asked', 'monthly', 'nightly')),
    run           uuid,
    asked_at      timestamptz not null,
    asked_by      uuid,
    from_day      date        not null,
    to_day        date        not null,
    service_types text[]      not null,
    member_id     text,
    trace         text        not null,
    outcome       text        not null check (outcome in ('active', 'inactive', 'unclear', 'rejected', 'unreachable')),
    answer        jsonb       not null,
    raw_request   text,
    raw_answer    text
);
create index on intake.eligibility_checks (client, payer, asked_at desc);
create index on intake.eligibility_checks (tenant_id, asked_at, id);
comment on table intake.eligibility_checks is 'Proofs: never changed and never deleted; only a merge moves them to the client in use';
call platform.protect('intake.eligibility_checks', 'select, insert');
grant update (client) on intake.eligibility_checks to care_app;

create table intake.eligibility_simulations (
    id         uuid not null primary key,
    tenant_id  uuid not null,
    member_id  text not null,
    scenario   text not null check (scenario in (
        'active', 'inactive', 'lapsed', 'managed-care-change', 'medicare-start', 'renewal-soon', 'not-found', 'unreachable')),
    effective_on date not null,
    version    int  not null default 1
);
create unique index on intake.eligibility_simulations (tenant_id, member_id);
call platform.protect('intake.eligibility_simulations', 'select, insert, update');

-- ---------------------------------------------------------------- authorisations

create table intake.authorisations (
    id            uuid          primary key,
    tenant_id     uuid          not null,
    client        uuid          not null references intake.clients (id),
    coverage      uuid          references intake.coverages (id),
    number        text          not null,
    service       text          not null,
    unit          text          not null check (unit in ('visit', 'day', 'hour', 'quarter-hour')),
    units_granted numeric(10,2) not null check (units_granted > 0),
    units_used    numeric(10,2) not null default 0 check (units_used >= 0 and units_used <= units_granted),
    starts_on     date          not null,
    ends_on       date          not null,
    recorded_at   timestamptz   not null,
    recorded_by   uuid,
    version       int           not null default 1,
    check (ends_on >= starts_on)
);
create index on intake.authorisations (client, ends_on);
call platform.protect('intake.authorisations', 'select, insert, update');

create table intake.authorisation_uses (
    id            uuid          primary key,
    tenant_id     uuid          not null,
    authorisation uuid          not null references intake.authorisations (id),
    reference     text          not null,
    day           date          not null,
    units         numeric(10,2) not null check (units > 0),
    recorded_at   timestamptz   not null,
    recorded_by   uuid
);
create unique index on intake.authorisation_uses (authorisation, reference);
comment on column intake.authorisation_uses.reference is 'What used it, such as the id of an encounter: each counts once';
call platform.protect('intake.authorisation_uses', 'select, insert');
