-- The doors of jails and schools; the public page; trying to reach people; emergencies; first evaluations; settings of all that.

alter table intake.inquiries
    drop constraint inquiries_door_check,
    add constraint inquiries_door_check check (
        door in ('walk-in', 'call', 'crisis-line', 'partner-referral', 'hospital', 'web', 'self', 'jail', 'school'));
alter table intake.inquiry_contacts
    drop constraint inquiry_contacts_door_check,
    add constraint inquiry_contacts_door_check check (
        door in ('walk-in', 'call', 'crisis-line', 'partner-referral', 'hospital', 'web', 'self', 'jail', 'school'));

alter table intake.triages add column change text;
comment on column intake.triages.change is 'What has changed since the triage before; null for the first one';

-- What somebody without an account asked on the public page. Secrets are kept as hashes only.
create table intake.public_requests (
    id           uuid        primary key,
    tenant_id    uuid        not null,
    inquiry      uuid        not null references intake.inquiries (id),
    reference    text        not null,
    secret_hash  text        not null,
    form_hash    text        not null,
    answer_by    text        not null check (answer_by in ('call', 'text', 'email')),
    answer_to    text        not null,
    language     text        not null,
    call_back_by timestamptz not null,
    requested_at timestamptz not null,
    shared_at    timestamptz,
    shared_by    uuid
);
create unique index on intake.public_requests (tenant_id, reference);
create unique index on intake.public_requests (tenant_id, form_hash);
create index on intake.public_requests (inquiry, requested_at);
comment on column intake.public_requests.form_hash is 'Of the number of the form: a form that is sent twice makes one request';
comment on column intake.public_requests.shared_at is 'Since when whoever asked may see the appointment';
call platform.protect('intake.public_requests', 'select, insert, update');

create table intake.contact_attempts (
    id            uuid        primary key,
    tenant_id     uuid        not null,
    inquiry       uuid        not null references intake.inquiries (id),
    channel       text        not null check (channel in ('phone', 'text', 'email', 'letter', 'visit')),
    result        text        not null check (result in ('reached', 'message-left', 'no-answer', 'wrong')),
    contact_point uuid        references intake.contact_points (id) on delete set null,
    note          text,
    attempted_at  timestamptz not null,
    attempted_by  uuid
);
create index on intake.contact_attempts (inquiry, attempted_at);
create index on intake.contact_attempts (contact_point) where contact_point is not null;
call platform.protect('intake.contact_attempts', 'select, insert');

create table intake.outreach_handoffs (
    id         uuid        primary key,
    tenant_id  uuid        not null,
    inquiry    uuid        not null references intake.inquiries (id),
    from_team  uuid        not null,
    team       uuid        not null,
    spoken_to  uuid,
    note       text        not null,
    handed_at  timestamptz not null,
    handed_by  uuid
);
create index on intake.outreach_handoffs (inquiry, handed_at);
call platform.protect('intake.outreach_handoffs', 'select, insert');

create table intake.immediate_actions (
    id           uuid        primary key,
    tenant_id    uuid        not null,
    inquiry      uuid        not null references intake.inquiries (id),
    action       text        not null check (action in (
        'seen-in-person', 'crisis-team-sent', 'crisis-line', 'emergency-services', 'safety-plan', 'other')),
    note         text,
    taken_at     timestamptz not null,
    taken_by     uuid,
    follow_up_by timestamptz not null
);
create index on intake.immediate_actions (inquiry, taken_at);
call platform.protect('intake.immediate_actions', 'select, insert');

create table intake.initial_evaluations (
    id            uuid        primary key,
    tenant_id     uuid        not null,
    inquiry       uuid        not null references intake.inquiries (id),
    mode          text        not null check (mode in ('in-person', 'video', 'phone')),
    acuity        text        check (acuity in ('emergent', 'urgent', 'routine')),
    review_wanted boolean     not null,
    evaluated_at  timestamptz not null,
    evaluated_by  uuid,
    reviewed_at   timestamptz,
    reviewed_by   uuid,
    version       int         not null default 1
);
create index on intake.initial_evaluations (inquiry, evaluated_at);
comment on column intake.initial_evaluations.review_wanted is 'Not done in person, and not a routine case: reviewed in person at the next encounter';
call platform.protect('intake.initial_evaluations', 'select, insert, update');

create table intake.door_settings (
    id                uuid  primary key,
    tenant_id         uuid  not null,
    no_contact        jsonb not null,
    page              jsonb not null,
    seconds_per_field int   not null,
    follow_up_hours   int   not null,
    version           int   not null default 1
);
create unique index on intake.door_settings (tenant_id);
comment on table intake.door_settings is 'One row for a tenant that wants its public page, no-contact protocol or forms otherwise than usual';
call platform.protect('intake.door_settings', 'select, insert, update');
