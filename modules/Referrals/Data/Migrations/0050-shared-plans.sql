-- Plans that several organisations share for one person, and what each of them writes for itself.

create table referrals.shared_plans (
    id           uuid        primary key,
    tenant_id    uuid        not null,
    client       uuid        not null,
    first_client uuid        not null,
    owner        uuid        not null,
    team         uuid,
    opened_at    timestamptz not null,
    review_on    date        not null,
    reviewed_at  timestamptz,
    ended_at     timestamptz,
    end_reason   text        check (end_reason in ('goals-reached', 'client-asked', 'client-died', 'client-left', 'doubled', 'other')),
    version      int         not null default 1,
    check ((ended_at is null) = (end_reason is null))
);
create index on referrals.shared_plans (tenant_id, opened_at, id);
create index on referrals.shared_plans (tenant_id, client);
-- After a merge of records a person may have two, until somebody ends one.
create unique index on referrals.shared_plans (tenant_id, first_client) where ended_at is null;
comment on column referrals.shared_plans.first_client is 'For whom it began; another than now after records were merged';
call platform.protect('referrals.shared_plans', 'select, insert, update');

create table referrals.plan_members (
    id               uuid        primary key,
    tenant_id        uuid        not null,
    plan             uuid        not null references referrals.shared_plans (id),
    organisation     uuid        not null,
    need             text        not null,
    class            text        not null check (class in ('a', 'b', 'c', 'd', 'g')),
    program          text,
    role             text        not null check (role <> ''),
    state            text        not null check (state in ('invited', 'accepted', 'declined', 'left', 'removed', 'ended')),
    invited_at       timestamptz not null,
    answered_at      timestamptz,
    answered_by_name text,
    ended_at         timestamptz,
    reason           text,
    consent_lost_at  timestamptz,
    version          int         not null default 1,
    check ((state in ('declined', 'left', 'removed', 'ended')) = (ended_at is not null)),
    check (state not in ('accepted', 'declined') or answered_at is not null)
);
create index on referrals.plan_members (tenant_id, organisation, invited_at, id);
create index on referrals.plan_members (plan);
create unique index on referrals.plan_members (tenant_id, plan, organisation) where state in ('invited', 'accepted');
comment on column referrals.plan_members.class is 'How sensitive it is that this organisation serves the person, by the need for which it does';
comment on column referrals.plan_members.consent_lost_at is 'Since when no consent reaches it; what it is shown is decided with each request';
call platform.protect('referrals.plan_members', 'select, insert, update');

create table referrals.plan_entries (
    id         uuid        primary key,
    tenant_id  uuid        not null,
    plan       uuid        not null references referrals.shared_plans (id),
    kind       text        not null check (kind in ('goal', 'action')),
    goal       uuid        references referrals.plan_entries (id),
    need       text        not null,
    class      text        not null check (class in ('a', 'b', 'c', 'd', 'g')),
    program    text,
    words      text        not null check (words <> ''),
    written_by uuid        references referrals.plan_members (id),
    by_name    text        not null,
    written_at timestamptz not null,
    state      text        not null check (state in ('open', 'taken', 'done', 'dropped')),
    due_on     date,
    taken_by   uuid        references referrals.plan_members (id),
    person     uuid,
    taken_at   timestamptz,
    settled_on date,
    settled_at timestamptz,
    reason     text,
    version    int         not null default 1,
    check (kind = 'action' or (goal is null and due_on is null and taken_at is null)),
    check (taken_at is null or due_on is not null),
    check (taken_by is null or taken_at is not null),
    check (state <> 'taken' or taken_at is not null),
    check ((state in ('done', 'dropped')) = (settled_at is not null)),
    check ((state = 'dropped') = (reason is not null))
);
create index on referrals.plan_entries (plan, id);
create index on referrals.plan_entries (tenant_id, due_on) where taken_at is not null;
create index on referrals.plan_entries (tenant_id);
create index on referrals.plan_entries (goal) where goal is not null;
create index on referrals.plan_entries (written_by) where written_by is not null;
create index on referrals.plan_entries (taken_by) where taken_by is not null;
comment on column referrals.plan_entries.written_by is 'The partner; null for the organisation that convenes';
comment on column referrals.plan_entries.taken_by is 'The partner that has taken it on; null for the organisation that convenes, where taken_at is there';
call platform.protect('referrals.plan_entries', 'select, insert, update');

create table referrals.plan_notes (
    id             uuid        primary key,
    tenant_id      uuid        not null,
    plan           uuid        not null references referrals.shared_plans (id),
    entry          uuid        references referrals.plan_entries (id),
    organisation   uuid,
    class          text        not null check (class in ('a', 'b', 'c', 'd', 'g')),
    program        text,
    text           text        not null check (text <> ''),
    by_name        text        not null,
    at             timestamptz not null,
    shared_at      timestamptz,
    shared_by_name text,
    version        int         not null default 1,
    check ((shared_at is null) = (shared_by_name is null))
);
create index on referrals.plan_notes (plan, id);
create index on referrals.plan_notes (tenant_id);
create index on referrals.plan_notes (entry) where entry is not null;
comment on column referrals.plan_notes.organisation is 'Whose note it is: a partner''s; null for the organisation that convenes';
call platform.protect('referrals.plan_notes', 'select, insert, update');
-- The wall between the organisations: what one has written for itself is there for nobody else, the convenor included.
create policy side on referrals.plan_notes as restrictive for all to care_app
    using (shared_at is not null or organisation is not distinct from (select nullif(current_setting('app.organisation', true), '')::uuid))
    with check (organisation is not distinct from (select nullif(current_setting('app.organisation', true), '')::uuid));

create table referrals.plan_steps (
    id           uuid        primary key,
    tenant_id    uuid        not null,
    plan         uuid        not null references referrals.shared_plans (id),
    kind         text        not null,
    member       uuid        references referrals.plan_members (id),
    entry        uuid        references referrals.plan_entries (id),
    reason       text,
    by_user      uuid,
    by_name      text        not null,
    organisation uuid,
    at           timestamptz not null
);
create index on referrals.plan_steps (plan, id);
create index on referrals.plan_steps (tenant_id);
create index on referrals.plan_steps (member) where member is not null;
create index on referrals.plan_steps (entry) where entry is not null;
call platform.protect('referrals.plan_steps', 'select, insert');
