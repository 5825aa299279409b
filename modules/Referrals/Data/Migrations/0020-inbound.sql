-- Referrals that others send to this organisation.

create table referrals.inbound_referrals (
    id              uuid        primary key,
    tenant_id       uuid        not null,
    sender          uuid,
    sender_name     text        not null check (sender_name <> ''),
    sender_key      text        not null check (sender_key <> ''),
    reference       text        check (reference <> ''),
    via             text        not null check (via in ('platform', 'fax', 'phone', 'mail', 'link')),
    person          jsonb       not null,
    need            text        not null check (need <> ''),
    need_class      text        not null,
    priority        text        not null check (priority in ('routine', 'urgent')),
    reason          text,
    asked_for       text,
    contact_name    text,
    contact_phone   text,
    received_at     timestamptz not null,
    written_by      uuid,
    named_client    uuid,
    client          uuid,
    first_client    uuid,
    inquiry         uuid,
    status          text        not null,
    acknowledged_at timestamptz,
    accepted_at     timestamptz,
    declined_at     timestamptz,
    decline_reason  text,
    scheduled_at    timestamptz,
    starts_at       timestamptz,
    seen_at         timestamptz,
    completed_at    timestamptz,
    outcome_at      timestamptz,
    met             text        check (met in ('met', 'partly', 'not-met')),
    outcome         text,
    shared          text[]      not null default '{}',
    withdrawn_at    timestamptz,
    steps           int         not null default 0,
    version         int         not null default 1,
    constraint taken_in_whole check ((client is null) = (inquiry is null) and (client is null) = (first_client is null)),
    constraint declined_for_a_reason check ((declined_at is null) = (decline_reason is null))
);
-- The same reference of the same sender is the same referral.
create unique index one_per_reference on referrals.inbound_referrals (tenant_id, sender_key, reference) where reference is not null;
create index on referrals.inbound_referrals (tenant_id, received_at, id);
create index on referrals.inbound_referrals (tenant_id, sender, received_at, id) where sender is not null;
create index on referrals.inbound_referrals (inquiry) where inquiry is not null;
create index on referrals.inbound_referrals (client) where client is not null;
create index on referrals.inbound_referrals (first_client) where first_client <> client;
call platform.protect('referrals.inbound_referrals', 'select, insert, update');

create table referrals.inbound_steps (
    referral    uuid        not null references referrals.inbound_referrals (id),
    number      int         not null,
    tenant_id   uuid        not null,
    move        text        not null,
    status      text        not null,
    at          timestamptz not null,
    happened_at timestamptz not null,
    by          uuid,
    by_name     text        not null,
    reason      text,
    primary key (referral, number)
);
create index on referrals.inbound_steps (tenant_id);
call platform.protect('referrals.inbound_steps', 'select, insert');
