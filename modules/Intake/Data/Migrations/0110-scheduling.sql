-- Visit types, clinicians' hours and what differs from them. Free times are computed, never stored.

create table intake.visit_types (
    id             uuid  primary key,
    tenant_id      uuid  not null,
    key            text  not null,
    title          text  not null,
    minutes        int   not null check (minutes between 1 and 720),
    buffer_minutes int   not null check (buffer_minutes between 0 and 240),
    step_minutes   int   not null check (step_minutes between 1 and 60 and 60 % step_minutes = 0),
    seats          int   not null check (seats between 1 and 500),
    modes          jsonb not null,
    roles          jsonb not null,
    audience       text  not null check (audience in ('anyone', 'new-clients', 'returning-clients')),
    retired_at     timestamptz,
    version        int   not null default 1
);
create unique index on intake.visit_types (tenant_id, key);
comment on column intake.visit_types.buffer_minutes is 'Kept free behind each visit';
comment on column intake.visit_types.step_minutes is 'Visits begin at whole steps of the clock';
comment on column intake.visit_types.roles is 'Who may give it; empty when every clinician may';
call platform.protect('intake.visit_types', 'select, insert, update');

create table intake.clinic_hours (
    id           uuid  primary key,
    tenant_id    uuid  not null,
    clinician    uuid  not null,
    site         uuid  not null,
    weekday      text  not null check (weekday in ('monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday')),
    from_minute  int   not null check (from_minute between 0 and 1439),
    to_minute    int   not null check (to_minute between 1 and 1440),
    visit_types  uuid[],
    modes        jsonb,
    starts_on    date  not null,
    ends_on      date,
    check (from_minute < to_minute),
    check (ends_on >= starts_on)
);
create index on intake.clinic_hours (tenant_id, clinician, site);
comment on column intake.clinic_hours.from_minute is 'Minutes of the wall clock since midnight, in the time zone of the site';
comment on column intake.clinic_hours.visit_types is 'The only ones that are given then; null for all';
comment on column intake.clinic_hours.modes is 'The only ones in which people are seen then; null for all';
comment on column intake.clinic_hours.ends_on is 'The last day on which they hold';
call platform.protect('intake.clinic_hours');

create table intake.hours_exceptions (
    id           uuid    primary key,
    tenant_id    uuid    not null,
    clinician    uuid    not null,
    site         uuid    not null,
    day          date    not null,
    from_minute  int     not null check (from_minute between 0 and 1439),
    to_minute    int     not null check (to_minute between 1 and 1440),
    open         boolean not null,
    reason       text    not null check (reason ~ '^[a-z-]+$'),
    recorded_at  timestamptz not null,
    recorded_by  uuid,
    check (from_minute < to_minute)
);
create index on intake.hours_exceptions (tenant_id, clinician, day);
comment on column intake.hours_exceptions.open is 'True: sees people besides the hours of the week. False: does not, although the week says so';
call platform.protect('intake.hours_exceptions');

create table intake.clinician_panels (
    id           uuid    primary key,
    tenant_id    uuid    not null,
    clinician    uuid    not null,
    languages    jsonb   not null,
    most_acute   text    not null check (most_acute in ('emergent', 'urgent', 'routine')),
    accepts_new  boolean not null,
    most_clients int     check (most_clients > 0),
    version      int     not null default 1
);
create unique index on intake.clinician_panels (tenant_id, clinician);
comment on column intake.clinician_panels.most_acute is 'The most severe acuity that the clinician takes on';
comment on column intake.clinician_panels.most_clients is 'How many different clients may have appointments ahead; null without limit';
call platform.protect('intake.clinician_panels', 'select, insert, update');

create table intake.scheduling_settings (
    id        uuid  primary key,
    tenant_id uuid  not null,
    rules     jsonb not null,
    version   int   not null default 1
);
create unique index on intake.scheduling_settings (tenant_id);
call platform.protect('intake.scheduling_settings', 'select, insert, update');

-- ---------------------------------------------------------------- appointments know their visit type and how they went

alter table intake.appointments
    add column visit_type     uuid references intake.visit_types (id),
    add column buffer_minutes int  not null default 0 check (buffer_minutes >= 0),
    add column seats          int  not null default 1 check (seats > 0),
    add column add_on         text,
    add column held_until     timestamptz,
    add column waitlist_entry uuid,
    add column checked_in_at  timestamptz,
    add column checked_in_by  uuid,
    add column suspected_at   timestamptz,
    add column missed_at      timestamptz,
    add column missed_by      uuid,
    add column late           boolean not null default false,
    add column moves          int     not null default 0,
    drop constraint appointments_state_check,
    add constraint appointments_state_check check (state in ('held', 'booked', 'checked-in', 'no-show', 'cancelled')),
    drop constraint appointments_cancellation_check,
    add constraint appointments_cancellation_check check (cancellation in (
        'client-asked', 'client-ill', 'clinician-away', 'site-closed', 'booked-in-error', 'clinician-declined', 'offer-declined',
        'not-answered', 'other')),
    add constraint held_is_until_a_time check ((state = 'held') <= (held_until is not null));
comment on column intake.appointments.seats is 'How many clients the visit takes: one, or those of a group';
comment on column intake.appointments.add_on is 'Why it lies outside the clinician''s hours or on top of another visit; null when it does not';
comment on column intake.appointments.held_until is 'Until when a tentative one keeps its time';
comment on column intake.appointments.suspected_at is 'When the grace time ran out and nobody had come';
comment on column intake.appointments.late is 'Cancelled later than the tenant''s hours before it';
create index on intake.appointments (tenant_id, clinician, starts_at) include (ends_at, buffer_minutes)
    where state in ('held', 'booked', 'checked-in');

-- ---------------------------------------------------------------- the arithmetic of free time

-- When clinicians see people: hours of the week on open days, and exceptions, without closings and absences. A local time that the
-- clocks skip is moved on, of one that comes twice the second is meant; what is nothing then is no time.
create function intake.hours_worked(
    sites uuid[], days date[], zones text[], clinicians uuid[], away uuid[], away_from timestamptz[], away_until timestamptz[],
    visit uuid, by_mode text)
    returns table (clinician uuid, site uuid, hours tstzmultirange)
    language sql stable
as $$
    with open_days as (
        select d.site, d.day, d.zone, trim(to_char(d.day, 'day')) as weekday from unnest(sites, days, zones) as d (site, day, zone)
    ), said as (
        select h.clinician, h.site, true as open, d.day, d.zone, h.from_minute, h.to_minute
        from intake.clinic_hours h join open_days d on d.site = h.site and d.weekday = h.weekday
        where h.clinician = any (clinicians) and d.day between h.starts_on and coalesce(h.ends_on, 'infinity')
          and (h.visit_types is null or visit is null or visit = any (h.visit_types))
          and (h.modes is null or by_mode is null or jsonb_exists(h.modes, by_mode))
        union all
        select x.clinician, x.site, x.open, d.day, d.zone, x.from_minute, x.to_minute
        from intake.hours_exceptions x join open_days d on d.site = x.site and d.day = x.day
        where x.clinician = any (clinicians)
    ), spans as (
        select s.clinician, s.site, s.open, t.begins, greatest(t.begins, t.ends) as ends
        from said s cross join lateral (
            select (s.day + s.from_minute * interval '1 minute') at time zone s.zone as begins,
                   (s.day + s.to_minute * interval '1 minute') at time zone s.zone as ends) t
    ), closed as (
        select a.clinician, range_agg(tstzrange(a.begins, a.ends)) as hours
        from unnest(away, away_from, away_until) as a (clinician, begins, ends) group by a.clinician
    ), worked as (
        select s.clinician, s.site, range_agg(tstzrange(s.begins, s.ends)) filter (where s.open) as hours,
               coalesce(range_agg(tstzrange(s.begins, s.ends)) filter (where not s.open), '{}') as exceptions
        from spans s group by s.clinician, s.site
    )
    select w.clinician, w.site, w.hours - w.exceptions - coalesce(c.hours, '{}')
    from worked w left join closed c on c.clinician = w.clinician
    where w.hours is not null
$$;
grant execute on function intake.hours_worked to care_app;

-- At which instants of a span of time a visit could begin. Its own buffer must not meet the next visit, nor it that of the one before.
create function intake.free_times(
    sites uuid[], days date[], zones text[], clinicians uuid[], away uuid[], away_from timestamptz[], away_until timestamptz[],
    visit uuid, by_mode text, since timestamptz, before timestamptz, minutes int, buffer int, step int)
    returns table (clinician uuid, site uuid, starts_at timestamptz)
    language sql stable
as $$
    with taken as (
        select a.clinician, range_agg(tstzrange(
                   a.starts_at - buffer * interval '1 minute', a.ends_at + a.buffer_minutes * interval '1 minute')) as times
        from intake.appointments a
        where a.clinician = any (clinicians) and a.state in ('held', 'booked', 'checked-in')
          and a.starts_at >= since - interval '1 day' and a.starts_at < before + interval '1 day'
        group by a.clinician
    ), gaps as (
        select w.clinician, w.site, unnest(w.hours - coalesce(t.times, '{}')) as gap
        from intake.hours_worked(sites, days, zones, clinicians, away, away_from, away_until, visit, by_mode) w
        left join taken t on t.clinician = w.clinician
    ), firsts as (
        select g.clinician, g.site, least(upper(g.gap) - minutes * interval '1 minute', before - interval '1 microsecond') as latest,
               to_timestamp(ceil(extract(epoch from greatest(lower(g.gap), since)) / (60 * step)) * (60 * step)) as earliest
        from gaps g
        where g.gap && tstzrange(since, before)
    )
    select f.clinician, f.site, s.at
    from firsts f cross join lateral generate_series(f.earliest, f.latest, step * interval '1 minute') as s (at)
    where f.earliest <= f.latest
$$;
grant execute on function intake.free_times to care_app;
