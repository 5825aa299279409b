-- Notices of admissions, visits and discharges, the stays that they tell of, and the partners that send them.

create table referrals.transition_feeds (
    id             uuid        primary key,
    tenant_id      uuid        not null,
    partner        uuid        not null,
    owner          uuid,
    team           uuid,
    quiet_hours    int         check (quiet_hours > 0),
    source_program text,
    last_heard_at  timestamptz,
    silent_since   timestamptz,
    version        int         not null default 1,
    unique (tenant_id, partner)
);
call platform.protect('referrals.transition_feeds', 'select, insert, update');

create table referrals.stays (
    id             uuid        primary key,
    tenant_id      uuid        not null,
    partner        uuid        not null,
    visit          text        not null collate "C",
    visit_number   text,
    match          text        not null check (match in ('matched', 'uncertain', 'no-client')),
    client         uuid,
    first_client   uuid,
    candidates     jsonb       not null default '[]',
    settled_at     timestamptz,
    settled_by     uuid,
    named_users    uuid[],
    status         text        not null check (status in ('in-progress', 'ended', 'cancelled')),
    setting        text        not null,
    facility       text,
    began_at       timestamptz,
    ended_at       timestamptz,
    disposition    text,
    went_to        text        not null,
    attending      text,
    reason         text,
    diagnoses      jsonb       not null default '[]',
    concern        text        not null,
    source_program text,
    part2          boolean     not null check (part2 = (source_program is not null)),
    first_heard_at timestamptz not null,
    last_heard_at  timestamptz not null,
    told_of        uuid,
    told_status    text,
    told_setting   text,
    told_end       timestamptz,
    told_went_to   text,
    removed_at     timestamptz,
    version        int         not null default 1,
    unique (tenant_id, partner, visit),
    constraint matched_has_client check (match <> 'matched' or client is not null),
    constraint no_client_has_none check (match <> 'no-client' or client is null),
    constraint removed_is_empty check (removed_at is null or (
        client is null and visit_number is null and reason is null and attending is null and diagnoses = '[]' and candidates = '[]'))
);
create index on referrals.stays (tenant_id, last_heard_at, id);
create index on referrals.stays (client, first_heard_at) where client is not null;
create index on referrals.stays (first_client) where first_client <> client;
create index on referrals.stays (tenant_id, first_heard_at, id) where match = 'uncertain';
create index on referrals.stays (tenant_id, coalesce(settled_at, last_heard_at)) where match = 'no-client' and removed_at is null;
comment on column referrals.stays.visit is 'The sender''s number of the visit, or a hash of person and beginning where it gives none';
comment on column referrals.stays.named_users is 'Who alone may see the record of the client; null where it is for everybody with the permission';
call platform.protect('referrals.stays', 'select, insert, update');

create table referrals.transition_notices (
    id             uuid        primary key,
    tenant_id      uuid        not null,
    stay           uuid        not null references referrals.stays (id),
    partner        uuid        not null,
    message_id     text        not null,
    fingerprint    text,
    event          text        not null check (event in (
        'admit', 'register', 'transfer', 'discharge', 'update', 'cancel-admit', 'cancel-transfer', 'cancel-discharge')),
    occurred_at    timestamptz not null,
    sent_at        timestamptz,
    received_at    timestamptz not null,
    content        jsonb,
    missing        text[]      not null,
    by_partner     boolean     not null,
    recorded_by    uuid,
    client         uuid,
    named_users    uuid[],
    source_program text,
    part2          boolean     not null check (part2 = (source_program is not null)),
    removed_at     timestamptz,
    unique (tenant_id, partner, message_id),
    constraint removed_or_whole check ((removed_at is null) = (content is not null))
);
create index on referrals.transition_notices (stay);
create index on referrals.transition_notices (tenant_id, received_at, id);
create index on referrals.transition_notices (tenant_id, partner, received_at, id);
create index on referrals.transition_notices (client) where client is not null;
call platform.protect('referrals.transition_notices', 'select, insert, update');

create table referrals.transition_settings (
    id        uuid  primary key,
    tenant_id uuid  not null unique,
    rules     jsonb not null,
    version   int   not null default 1
);
call platform.protect('referrals.transition_settings', 'select, insert, update');
