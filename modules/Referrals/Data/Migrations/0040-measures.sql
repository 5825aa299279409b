-- What measures of referrals ask for: visits, as Intake tells of them, and what a tenant lays down on how partners answer for what was agreed.

create table referrals.measured_visits (
    id           uuid        primary key,
    tenant_id    uuid        not null,
    client       uuid        not null,
    first_client uuid        not null,
    at           timestamptz not null
);
create index on referrals.measured_visits (tenant_id, at, client);
create index on referrals.measured_visits (client);
create index on referrals.measured_visits (first_client) where first_client <> client;
comment on column referrals.measured_visits.id is 'Of the appointment or evaluation that it was';
call platform.protect('referrals.measured_visits', 'select, insert, update');

create table referrals.accountability_settings (
    id        uuid  primary key,
    tenant_id uuid  not null unique,
    rules     jsonb not null,
    version   int   not null default 1
);
call platform.protect('referrals.accountability_settings', 'select, insert, update');
