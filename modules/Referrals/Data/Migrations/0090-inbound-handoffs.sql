-- Warm handoffs of referrals that another tenant sent: what it tells of them.

alter table referrals.link_arrivals drop constraint link_arrivals_kind_check;
alter table referrals.link_arrivals add constraint link_arrivals_kind_check check (kind in (
    'ask', 'answer', 'end', 'referral', 'withdraw', 'move', 'reopen', 'message', 'read', 'document', 'opened', 'retract', 'handoff', 'handoff-retracted'));

create table referrals.inbound_handoffs (
    id             uuid        primary key,
    tenant_id      uuid        not null,
    referral       uuid        not null references referrals.inbound_referrals (id),
    kind           text        not null check (kind in ('live', 'recorded')),
    way            text        not null check (way in ('in-person', 'telephone', 'video', 'three-way')),
    joined         text[]      not null,
    client_present boolean     not null,
    connected      boolean     not null,
    reason         text,
    appointment_at timestamptz,
    happened_at    timestamptz not null,
    arrived_at     timestamptz not null,
    retracted_at   timestamptz,
    retraction     text,
    version        int         not null default 1,
    check (connected = (reason is null)),
    check ((retracted_at is null) = (retraction is null))
);
create index on referrals.inbound_handoffs (referral, id);
create index on referrals.inbound_handoffs (tenant_id);
comment on column referrals.inbound_handoffs.joined is 'Who of this organisation took part, by the names that the sender wrote down';
call platform.protect('referrals.inbound_handoffs', 'select, insert, update');
