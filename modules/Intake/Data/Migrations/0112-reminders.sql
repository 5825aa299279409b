-- Who wants to be reminded how, and what went out.

create table intake.contact_preferences (
    id          uuid    primary key,
    tenant_id   uuid    not null,
    client      uuid    not null references intake.clients (id),
    reminders   boolean not null,
    channel     text    check (channel in ('phone', 'email')),
    recorded_at timestamptz not null,
    recorded_by uuid
);
create index on intake.contact_preferences (client, recorded_at, id);
comment on table intake.contact_preferences is 'What a client has said about being reminded; the latest holds';
call platform.protect('intake.contact_preferences', 'select, insert, update');

create table intake.reminders (
    id          uuid primary key,
    tenant_id   uuid not null,
    appointment uuid not null references intake.appointments (id),
    outcome     text not null check (outcome in ('sent', 'not-wanted', 'no-way')),
    channel     text check (channel in ('phone', 'email')),
    starts_at   timestamptz not null,
    at          timestamptz not null
);
create index on intake.reminders (appointment, at);
comment on column intake.reminders.starts_at is 'Of which time the client was reminded';
call platform.protect('intake.reminders', 'select, insert');
