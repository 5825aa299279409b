-- Referrals with their history and messages, the directory of partners' services, the agreements with partners.

grant usage on schema referrals to care_app;

-- ---------------------------------------------------------------- directory

create table referrals.services (
    id                  uuid        primary key,
    tenant_id           uuid        not null,
    partner             uuid        not null,
    name                text        not null check (name <> ''),
    description         text,
    needs               text[]      not null,
    languages           text[]      not null default '{}',
    hours               text,
    cost                text        not null check (cost in ('free', 'sliding-fee', 'insurance', 'fee')),
    channel             text        not null check (channel in ('platform', 'link', 'phone', 'fax', 'email', 'web')),
    refer_to            text,
    age_from            int,
    age_to              int,
    payers              text[]      not null default '{}',
    areas               text[]      not null default '{}',
    conditions          jsonb       not null default '[]',
    openings            int         check (openings >= 0),
    capacity_at         timestamptz,
    capacity_by_partner boolean     not null default false,
    paused_at           timestamptz,
    paused_until        date,
    pause_reason        text,
    retired_at          timestamptz,
    written_at          timestamptz not null,
    version             int         not null default 1,
    check (age_from <= age_to),
    check ((openings is null) = (capacity_at is null)),
    check ((paused_at is null) = (pause_reason is null))
);
create index on referrals.services (tenant_id, partner, name, id);
create index on referrals.services (tenant_id, name, id) where retired_at is null;
comment on column referrals.services.areas is 'States and postal codes or their beginnings, in capital letters; empty: anywhere';
call platform.protect('referrals.services', 'select, insert, update');

create table referrals.service_needs (
    tenant_id uuid not null,
    need      text not null collate "C",
    service   uuid not null references referrals.services (id),
    primary key (tenant_id, need, service)
);
create index on referrals.service_needs (service);
call platform.protect('referrals.service_needs', 'select, insert, delete');

-- ---------------------------------------------------------------- agreements

create table referrals.agreements (
    id          uuid        primary key,
    tenant_id   uuid        not null,
    partner     uuid        not null,
    kind        text        not null check (kind in ('care-coordination', 'dco-contract')),
    form        text        not null check (form in (
        'contract', 'memorandum-of-agreement', 'memorandum-of-understanding', 'letter-of-support', 'joint-protocol')),
    terms       jsonb       not null,
    starts_on   date        not null,
    ends_on     date,
    review_on   date,
    end_reason  text,
    recorded_at timestamptz not null,
    recorded_by uuid,
    version     int         not null default 1,
    check (starts_on <= ends_on)
);
create index on referrals.agreements (tenant_id, partner);
call platform.protect('referrals.agreements', 'select, insert, update');

create table referrals.agreement_attempts (
    id          uuid        primary key,
    tenant_id   uuid        not null,
    partner     uuid        not null,
    tried_on    date        not null,
    note        text        not null,
    recorded_at timestamptz not null,
    recorded_by uuid
);
create index on referrals.agreement_attempts (tenant_id, partner);
call platform.protect('referrals.agreement_attempts', 'select, insert');

-- ---------------------------------------------------------------- referrals

create table referrals.referrals (
    id                  uuid        primary key,
    tenant_id           uuid        not null,
    client              uuid        not null,
    first_client        uuid        not null,
    service             uuid        not null references referrals.services (id),
    partner             uuid        not null,
    need                text        not null,
    priority            text        not null check (priority in ('routine', 'urgent')),
    note                text,
    status              text        not null,
    owner               uuid        not null,
    team                uuid,
    offered_to          uuid,
    drafted_at          timestamptz not null,
    drafted_by          uuid,
    sent_at             timestamptz,
    sent_by             uuid,
    received_at         timestamptz,
    answered_at         timestamptz,
    accepted_at         timestamptz,
    declined_at         timestamptz,
    decline_reason      text,
    scheduled_at        timestamptz,
    starts_at           timestamptz,
    attended_at         timestamptz,
    missed              int         not null default 0,
    completed_at        timestamptz,
    outcome_at          timestamptz,
    met                 text        check (met in ('met', 'partly', 'not-met')),
    outcome             text,
    reviewed_at         timestamptz,
    reviewed_by         uuid,
    ended_at            timestamptz,
    ended_from          text,
    end_reason          text,
    before              uuid        references referrals.referrals (id),
    next                uuid        references referrals.referrals (id),
    agreement           uuid        references referrals.agreements (id),
    no_agreement_reason text,
    shared              text[]      not null default '{}',
    consent             text,
    override_reason     text,
    unread_here         int         not null default 0 check (unread_here >= 0),
    unread_there        int         not null default 0 check (unread_there >= 0),
    steps               int         not null default 0,
    version             int         not null default 1,
    constraint draft_or_sent check (status in ('draft', 'void') or sent_at is not null),
    -- The wall behind "closed is computed": no row is closed that lacks one of the four elements.
    constraint closed_by_four check (status <> 'closed' or (
        sent_at is not null and answered_at is not null and completed_at is not null and outcome_at is not null and reviewed_at is not null)),
    constraint ended_for_a_reason check (status <> 'not-closed' or end_reason is not null),
    constraint ended_or_open check ((status in ('rerouted', 'closed', 'not-closed', 'void')) = (ended_at is not null))
);
create index on referrals.referrals (tenant_id, drafted_at, id);
create index on referrals.referrals (client);
create index on referrals.referrals (first_client) where first_client <> client;
create index on referrals.referrals (tenant_id, partner, sent_at, id) where sent_at is not null;
create index on referrals.referrals (tenant_id, owner, drafted_at, id);
create index on referrals.referrals (tenant_id, team, drafted_at, id) where team is not null;
create index on referrals.referrals (service);
-- At most one open referral of a client to a service.
create unique index one_open_referral on referrals.referrals (tenant_id, client, service)
    where status not in ('rerouted', 'closed', 'not-closed', 'void', 'declined');
call platform.protect('referrals.referrals', 'select, insert, update');

create table referrals.referral_steps (
    referral     uuid        not null references referrals.referrals (id),
    number       int         not null,
    tenant_id    uuid        not null,
    move         text        not null,
    status       text        not null,
    at           timestamptz not null,
    happened_at  timestamptz not null,
    by           uuid,
    by_name      text        not null,
    organisation uuid,
    for_partner  boolean     not null default false,
    reason       text,
    note         text,
    owner        uuid        not null,
    primary key (referral, number)
);
create index on referrals.referral_steps (tenant_id);
call platform.protect('referrals.referral_steps', 'select, insert');

create table referrals.messages (
    id           uuid        primary key,
    tenant_id    uuid        not null,
    referral     uuid        not null references referrals.referrals (id),
    from_partner uuid,
    by           uuid,
    by_name      text        not null,
    at           timestamptz not null,
    text         text        not null check (text <> ''),
    read_at      timestamptz,
    read_by_name text
);
create index on referrals.messages (referral, id);
create index on referrals.messages (tenant_id);
call platform.protect('referrals.messages', 'select, insert, update');

create table referrals.settings (
    id        uuid  primary key,
    tenant_id uuid  not null unique,
    rules     jsonb not null,
    version   int   not null default 1
);
call platform.protect('referrals.settings', 'select, insert, update');
