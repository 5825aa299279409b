create table intake.discharges (
    id            uuid        primary key,
    tenant_id     uuid        not null,
    client        uuid        not null references intake.clients (id),
    reason        text        not null check (reason in (
        'completed', 'declined', 'lost-to-follow-up', 'transferred', 'moved-away', 'ended-by-provider', 'incarcerated', 'died', 'other')),
    discharged_on date        not null,
    note          text,
    recorded_at   timestamptz not null,
    recorded_by   uuid
);
create index on intake.discharges (client, recorded_at);
comment on table intake.discharges is 'Ends of care; a row changes its client only, when records are merged or separated';
comment on column intake.discharges.discharged_on is 'The last day of care';
call platform.protect('intake.discharges', 'select, insert, update');
