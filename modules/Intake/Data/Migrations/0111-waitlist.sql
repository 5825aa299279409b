-- Who waits for a visit. Nobody waits without an owner: a person, or a team.

create table intake.waitlist (
    id            uuid  primary key,
    tenant_id     uuid  not null,
    client        uuid  not null references intake.clients (id),
    inquiry       uuid  references intake.inquiries (id),
    visit_type    uuid  not null references intake.visit_types (id),
    site          uuid,
    clinician     uuid,
    mode          text  check (mode in ('in-person', 'video', 'phone', 'home-visit')),
    language      text,
    weekdays      jsonb,
    from_minute   int   not null check (from_minute between 0 and 1439),
    to_minute     int   not null check (to_minute between 1 and 1440),
    not_before    date,
    acuity        text  check (acuity in ('emergent', 'urgent', 'routine')),
    team          uuid  not null,
    owner         uuid,
    waiting_since timestamptz not null,
    ranks_since   timestamptz not null,
    state         text  not null check (state in ('waiting', 'offered', 'booked', 'left')),
    left_at       timestamptz,
    left_by       uuid,
    left_reason   text  check (left_reason in ('booked', 'not-wanted', 'not-reached', 'seen-elsewhere', 'moved-away', 'died', 'other')),
    version       int   not null default 1,
    check ((state in ('booked', 'left')) = (left_at is not null))
);
create index on intake.waitlist (tenant_id, ranks_since, id) where state in ('waiting', 'offered');
create index on intake.waitlist (client, waiting_since);
comment on column intake.waitlist.ranks_since is
    'The order of the list: since when they wait, and earlier by the tenant''s days for each step of acuity';
comment on column intake.waitlist.from_minute is 'They can come from this minute of the day on, by the clock of the site';
call platform.protect('intake.waitlist', 'select, insert, update');

alter table intake.appointments add constraint appointments_waitlist_entry_fkey foreign key (waitlist_entry) references intake.waitlist (id);
create index on intake.appointments (waitlist_entry) where waitlist_entry is not null;
