-- How partners answer for what was agreed: monthly reviews, what is to be put right, and what was told ahead of a date.

create table referrals.partner_reviews (
    id            uuid        primary key,
    tenant_id     uuid        not null,
    partner       uuid        not null,
    agreement     uuid        not null references referrals.agreements (id),
    month         date        not null check (extract(day from month) = 1),
    opened_at     timestamptz not null,
    recorded_at   timestamptz,
    recorded_by   uuid,
    standing      jsonb       not null default '[]',
    duties        jsonb       not null default '[]',
    findings      text,
    needs_action  boolean     not null default false,
    version       int         not null default 1,
    unique (tenant_id, partner, month),
    check ((recorded_at is null) = (findings is null))
);
create index on referrals.partner_reviews (agreement);
comment on column referrals.partner_reviews.standing is 'The scorecard of the month as it was when the review was recorded';
call platform.protect('referrals.partner_reviews', 'select, insert, update');

create table referrals.corrective_actions (
    id               uuid        primary key,
    tenant_id        uuid        not null,
    partner          uuid        not null,
    review           uuid        references referrals.partner_reviews (id),
    what             text        not null check (what <> ''),
    responsible      text        not null check (responsible <> ''),
    due_on           date        not null,
    opened_at        timestamptz not null,
    opened_by        uuid,
    evidence         text,
    evidence_at      timestamptz,
    evidence_by_name text,
    result           text        check (result in ('effective', 'not-effective', 'withdrawn')),
    result_note      text,
    closed_at        timestamptz,
    closed_by        uuid,
    version          int         not null default 1,
    check ((evidence is null) = (evidence_at is null)),
    check ((result is null) = (closed_at is null)),
    check (result is null or result = 'withdrawn' or evidence is not null)
);
create index on referrals.corrective_actions (tenant_id, partner, opened_at, id);
create index on referrals.corrective_actions (review) where review is not null;
call platform.protect('referrals.corrective_actions', 'select, insert, update');

create table referrals.agreement_notices (
    id         uuid        primary key,
    tenant_id  uuid        not null,
    agreement  uuid        not null references referrals.agreements (id),
    kind       text        not null check (kind in ('review', 'licence')),
    about      text        not null,
    day        date        not null,
    told_at    timestamptz not null,
    settled_at timestamptz,
    unique (tenant_id, agreement, kind, about, day)
);
create index on referrals.agreement_notices (agreement);
comment on column referrals.agreement_notices.about is 'Which licence: holder, kind and number; empty for a review';
call platform.protect('referrals.agreement_notices', 'select, insert, update');
