-- Warm handoffs of a referral, and those that are owed.

create table referrals.warm_handoffs (
    id                    uuid        primary key,
    tenant_id             uuid        not null,
    referral              uuid        not null references referrals.referrals (id),
    kind                  text        not null check (kind in ('live', 'recorded')),
    way                   text        not null check (way in ('in-person', 'telephone', 'video', 'three-way')),
    joined                jsonb       not null,
    client_present        boolean     not null,
    client_agreed         boolean     not null,
    before_discharge      boolean,
    appointment_confirmed boolean     not null,
    appointment_at        timestamptz,
    details_verified      boolean     not null,
    connected             boolean     not null,
    reason                text,
    settled               boolean     not null,
    note                  text,
    happened_at           timestamptz not null,
    recorded_at           timestamptz not null,
    by                    uuid,
    by_name               text        not null,
    organisation          uuid,
    retracted_at          timestamptz,
    retracted_by_name     text,
    retraction            text,
    version               int         not null default 1,
    constraint connected_or_why check (connected = (reason is null)),
    constraint settled_when_connected check (settled or not connected),
    constraint time_of_confirmed check (appointment_at is null or appointment_confirmed),
    constraint recorded_from_afar check (kind = 'live' or way in ('telephone', 'video')),
    check ((retracted_at is null) = (retraction is null))
);
create index on referrals.warm_handoffs (referral, id);
create index on referrals.warm_handoffs (tenant_id, happened_at, id);
comment on column referrals.warm_handoffs.before_discharge is 'Null where nobody was about to be discharged';
comment on column referrals.warm_handoffs.organisation is 'The partner, where it recorded it itself';
call platform.protect('referrals.warm_handoffs', 'select, insert, update');

create table referrals.handoff_plans (
    referral   uuid        primary key references referrals.referrals (id),
    tenant_id  uuid        not null,
    reason     text        not null,
    due_by     timestamptz,
    planned_at timestamptz not null,
    planned_by uuid,
    version    int         not null default 1
);
create index on referrals.handoff_plans (tenant_id, planned_at, referral);
call platform.protect('referrals.handoff_plans', 'select, insert, update');
