-- The third next available time of each clinician, site and kind of visit, written down once a day at the same hour.

create table intake.access_times (
    id          uuid        primary key,
    tenant_id   uuid        not null,
    day         date        not null,
    clinician   uuid        not null,
    site        uuid        not null,
    visit_type  uuid        not null references intake.visit_types (id),
    starts_at   timestamptz not null,
    days        int         not null,
    measured_at timestamptz not null
);
create unique index on intake.access_times (tenant_id, day, visit_type, clinician, site);
comment on column intake.access_times.days is 'Calendar days from the day of measuring, which is day 0';
call platform.protect('intake.access_times', 'select, insert');
