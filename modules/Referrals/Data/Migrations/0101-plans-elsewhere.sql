-- The shared part of a plan that a linked tenant convenes: a copy for as long as this organisation takes part and the person's consent lasts.

alter table referrals.link_arrivals drop constraint link_arrivals_kind_check;
alter table referrals.link_arrivals add constraint link_arrivals_kind_check check (kind in (
    'ask', 'answer', 'end', 'referral', 'withdraw', 'move', 'reopen', 'message', 'read', 'document', 'opened', 'retract', 'handoff', 'handoff-retracted',
    'plan', 'plan-gone'));

create table referrals.plans_elsewhere (
    id         uuid        primary key,
    tenant_id  uuid        not null,
    link       uuid        not null references referrals.tenant_links (id),
    referral   uuid        references referrals.inbound_referrals (id),
    step       bigint      not null,
    shown      jsonb,
    arrived_at timestamptz not null,
    told_at    timestamptz not null,
    gone_at    timestamptz,
    version    int         not null default 1,
    check ((shown is null) = (gone_at is not null))
);
create index on referrals.plans_elsewhere (tenant_id, arrived_at, id);
create index on referrals.plans_elsewhere (link);
create index on referrals.plans_elsewhere (referral) where referral is not null;
comment on column referrals.plans_elsewhere.id is 'This organisation''s part in the plan, as whoever convenes it calls it';
comment on column referrals.plans_elsewhere.step is 'The convenor''s number of what was told last; nothing older takes effect';
comment on column referrals.plans_elsewhere.shown is 'What may be seen; taken out when the part, the consent or the link ends';
call platform.protect('referrals.plans_elsewhere', 'select, insert, update');
