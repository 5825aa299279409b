-- What people of this organisation do and write in plans that linked tenants convene: on its way, or as the convenor has answered it.

alter table referrals.link_arrivals drop constraint link_arrivals_kind_check;
alter table referrals.link_arrivals add constraint link_arrivals_kind_check check (kind in (
    'ask', 'answer', 'end', 'referral', 'withdraw', 'move', 'reopen', 'message', 'read', 'document', 'opened', 'retract', 'handoff', 'handoff-retracted',
    'plan', 'plan-gone', 'contribution', 'contribution-answered'));

create table referrals.plan_contributions (
    id          uuid        primary key,
    tenant_id   uuid        not null,
    plan        uuid        not null references referrals.plans_elsewhere (id),
    kind        text        not null check (kind in ('accept', 'decline', 'leave', 'entry', 'note', 'take-note-back', 'take-on', 'give-back', 'settle')),
    said        jsonb       not null,
    class       text        not null check (class in ('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h')),
    part2       boolean     not null,
    by_user     uuid        references platform.users (id),
    by_name     text        not null,
    at          timestamptz not null,
    state       text        not null check (state in ('waiting', 'taken', 'refused')),
    code        text,
    message     text,
    answered_at timestamptz,
    version     int         not null default 1,
    check ((state = 'waiting') = (answered_at is null)),
    check ((state = 'refused') = (code is not null))
);
create index on referrals.plan_contributions (tenant_id, at, id);
create index on referrals.plan_contributions (plan, at);
create index on referrals.plan_contributions (by_user) where by_user is not null;
comment on column referrals.plan_contributions.said is 'What was said: words, days, which entry or note. It stays here when the plan is shared no more';
comment on column referrals.plan_contributions.code is 'Why it did not take effect at the convenor''s';
call platform.protect('referrals.plan_contributions', 'select, insert, update');
