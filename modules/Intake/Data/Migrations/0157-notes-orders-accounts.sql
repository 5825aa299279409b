-- Notes that have stricter rules than the record, orders of courts about records of Part 2 programs, and requests for an account of disclosures.

create table intake.protected_notes (
    id             uuid        primary key,
    tenant_id      uuid        not null,
    client         uuid        not null references intake.clients (id),
    kind           text        not null check (kind in ('sud-counselling', 'psychotherapy')),
    author         uuid        not null,
    text           text        not null check (text <> ''),
    session_on     date,
    source_program text,
    written_at     timestamptz not null,
    check ((kind = 'sud-counselling') = (source_program is not null))
);
create index on intake.protected_notes (client, id);
create index on intake.protected_notes (tenant_id, author, written_at, id);
comment on table intake.protected_notes is 'Not exported: notes of classes E and F, for their author and whom a separate consent names';
-- The client changes when records are merged; what is written never does.
call platform.protect('intake.protected_notes', 'select, insert');
grant update (client) on intake.protected_notes to care_app;

create table intake.court_orders (
    id             uuid        primary key,
    tenant_id      uuid        not null,
    client         uuid        not null references intake.clients (id),
    court          text        not null check (court <> ''),
    docket         text        not null check (docket <> ''),
    scope          text        not null check (scope <> ''),
    evidence       text        not null check (evidence <> ''),
    ordered_on     date        not null,
    program        text,
    recipient      uuid,
    holds_from     timestamptz not null,
    holds_until    timestamptz not null,
    recorded_at    timestamptz not null,
    recorded_by    uuid,
    ended_by       uuid,
    end_reason     text,
    version        int         not null default 1
);
create index on intake.court_orders (client);
comment on column intake.court_orders.program is 'Key of the program in the privacy policy; null for any';
create index on intake.court_orders (tenant_id);
call platform.protect('intake.court_orders', 'select, insert, update');

create table intake.account_requests (
    id           uuid        primary key,
    tenant_id    uuid        not null,
    client       uuid        not null references intake.clients (id),
    kind         text        not null check (kind in ('hipaa', 'part2', 'intermediary', 'everything')),
    asked_by     text,
    requested_at timestamptz not null,
    due_at       timestamptz not null,
    recorded_by  uuid,
    delivered_at timestamptz,
    delivered_by uuid,
    channel      text,
    disclosures  text[],
    version      int         not null default 1,
    check ((delivered_at is null) = (disclosures is null) and (delivered_at is null) = (channel is null))
);
create index on intake.account_requests (client);
create index on intake.account_requests (tenant_id, due_at, id) where delivered_at is null;
comment on column intake.account_requests.disclosures is 'Wire ids of the disclosures that the delivered account listed';
create index on intake.account_requests (tenant_id);
call platform.protect('intake.account_requests', 'select, insert, update');
