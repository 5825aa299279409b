-- What is taken of each clinician's days, so that a search reads one row a day and not every appointment of a full schedule.

create table intake.taken_days (
    tenant_id uuid           not null,
    clinician uuid           not null,
    day       date           not null,
    times     tstzmultirange not null,
    primary key (tenant_id, clinician, day)
);
comment on table intake.taken_days is 'Kept by triggers on intake.appointments; nothing else writes here';
comment on column intake.taken_days.day is 'In UTC, on which the appointments begin; a time may reach into the next one';
comment on column intake.taken_days.times is 'What is held, booked or kept, with the buffer behind it';
call platform.protect('intake.taken_days', 'select, insert, update');

-- Counts these days anew. The lock comes first and each statement sees what was committed before it, so that of two who change a day at
-- once the second counts what the first has done.
create function intake.count_taken(tenants uuid[], clinicians uuid[], days date[]) returns void language plpgsql as $$
begin
    insert into intake.taken_days (tenant_id, clinician, day, times)
    select distinct k.tenant, k.clinician, k.day, '{}'::tstzmultirange from unnest(tenants, clinicians, days) as k (tenant, clinician, day)
    order by 1, 2, 3
    on conflict do nothing;

    perform from intake.taken_days t
    where (t.tenant_id, t.clinician, t.day) in (select * from unnest(tenants, clinicians, days))
    order by t.tenant_id, t.clinician, t.day for update;

    update intake.taken_days t set times = c.times
    from (
        select k.tenant, k.clinician, k.day, coalesce(range_agg(tstzrange(a.starts_at, a.ends_at + a.buffer_minutes * interval '1 minute'))
            filter (where a.id is not null), '{}') as times
        from (select distinct * from unnest(tenants, clinicians, days)) as k (tenant, clinician, day)
        left join intake.appointments a
            on a.tenant_id = k.tenant and a.clinician = k.clinician and a.state in ('held', 'booked', 'checked-in')
            and a.starts_at >= k.day::timestamp at time zone 'UTC' and a.starts_at < (k.day + 1)::timestamp at time zone 'UTC'
        group by k.tenant, k.clinician, k.day) c
    where t.tenant_id = c.tenant and t.clinician = c.clinician and t.day = c.day;
end
$$;

-- Only what takes time or took it, and has changed in that, makes a day be counted.
create function intake.keep_taken_days() returns trigger language plpgsql as $$
declare
    tenants uuid[];
    clinicians uuid[];
    days date[];
begin
    if tg_op = 'INSERT' then
        select array_agg(c.tenant_id), array_agg(c.clinician), array_agg((c.starts_at at time zone 'UTC')::date) into tenants, clinicians, days
        from changed_to c where c.state in ('held', 'booked', 'checked-in');
    elsif tg_op = 'DELETE' then
        select array_agg(c.tenant_id), array_agg(c.clinician), array_agg((c.starts_at at time zone 'UTC')::date) into tenants, clinicians, days
        from changed_from c where c.state in ('held', 'booked', 'checked-in');
    else
        with one as (
            select id, tenant_id, clinician, starts_at, ends_at, buffer_minutes from changed_from where state in ('held', 'booked', 'checked-in')
        ), other as (
            select id, tenant_id, clinician, starts_at, ends_at, buffer_minutes from changed_to where state in ('held', 'booked', 'checked-in')
        ), changed as ((table one except table other) union all (table other except table one))
        select array_agg(c.tenant_id), array_agg(c.clinician), array_agg((c.starts_at at time zone 'UTC')::date) into tenants, clinicians, days
        from changed c;
    end if;

    if tenants is not null then
        perform intake.count_taken(tenants, clinicians, days);
    end if;

    return null;
end
$$;
create trigger keep_taken_days_insert after insert on intake.appointments
    referencing new table as changed_to for each statement execute function intake.keep_taken_days();
create trigger keep_taken_days_update after update on intake.appointments
    referencing old table as changed_from new table as changed_to for each statement execute function intake.keep_taken_days();
create trigger keep_taken_days_delete after delete on intake.appointments
    referencing old table as changed_from for each statement execute function intake.keep_taken_days();

-- What is booked already.
insert into intake.taken_days (tenant_id, clinician, day, times)
select a.tenant_id, a.clinician, (a.starts_at at time zone 'UTC')::date,
       range_agg(tstzrange(a.starts_at, a.ends_at + a.buffer_minutes * interval '1 minute'))
from intake.appointments a
where a.state in ('held', 'booked', 'checked-in')
group by a.tenant_id, a.clinician, (a.starts_at at time zone 'UTC')::date;

-- ---------------------------------------------------------------- the arithmetic of free time, by days

-- As before; but hours that many clinicians share are put on the calendar once, and each instant is computed once.
create or replace function intake.hours_worked(
    sites uuid[], days date[], zones text[], clinicians uuid[], away uuid[], away_from timestamptz[], away_until timestamptz[],
    visit uuid, by_mode text)
    returns table (clinician uuid, site uuid, hours tstzmultirange)
    language sql stable
as $$
    with open_days as materialized (
        select d.site, d.day, d.zone, trim(to_char(d.day, 'day')) as weekday from unnest(sites, days, zones) as d (site, day, zone)
    ), week as (
        select h.clinician, h.site, h.weekday, h.from_minute, h.to_minute, h.starts_on, coalesce(h.ends_on, 'infinity') as ends_on
        from intake.clinic_hours h
        where h.clinician = any (clinicians) and h.site = any (sites)
          and (h.visit_types is null or visit is null or visit = any (h.visit_types))
          and (h.modes is null or by_mode is null or jsonb_exists(h.modes, by_mode))
    ), dated as materialized (
        select k.site, k.weekday, k.from_minute, k.to_minute, d.day, tstzrange(t.begins, greatest(t.begins, t.ends)) as span
        from (select distinct w.site, w.weekday, w.from_minute, w.to_minute from week w) k
        join open_days d on d.site = k.site and d.weekday = k.weekday
        cross join lateral (
            select (d.day + k.from_minute * interval '1 minute') at time zone d.zone as begins,
                   (d.day + k.to_minute * interval '1 minute') at time zone d.zone as ends) t
    ), exceptions as materialized (
        select x.clinician, x.site, x.open, tstzrange(t.begins, greatest(t.begins, t.ends)) as span
        from intake.hours_exceptions x join open_days d on d.site = x.site and d.day = x.day
        cross join lateral (
            select (d.day + x.from_minute * interval '1 minute') at time zone d.zone as begins,
                   (d.day + x.to_minute * interval '1 minute') at time zone d.zone as ends) t
        where x.clinician = any (clinicians)
    ), said as (
        select w.clinician, w.site, true as open, d.span
        from week w join dated d
            on d.site = w.site and d.weekday = w.weekday and d.from_minute = w.from_minute and d.to_minute = w.to_minute
        where d.day between w.starts_on and w.ends_on
        union all
        select x.clinician, x.site, x.open, x.span from exceptions x
    ), closed as (
        select a.clinician, range_agg(tstzrange(a.begins, a.ends)) as hours
        from unnest(away, away_from, away_until) as a (clinician, begins, ends) group by a.clinician
    ), worked as (
        select s.clinician, s.site, range_agg(s.span) filter (where s.open) as hours,
               coalesce(range_agg(s.span) filter (where not s.open), '{}') as exceptions
        from said s group by s.clinician, s.site
    )
    select w.clinician, w.site, w.hours - w.exceptions - coalesce(c.hours, '{}')
    from worked w left join closed c on c.clinician = w.clinician
    where w.hours is not null
$$;

-- As before, from the days. A visit's own buffer must not meet the next visit: what is taken begins earlier by that much.
create or replace function intake.free_times(
    sites uuid[], days date[], zones text[], clinicians uuid[], away uuid[], away_from timestamptz[], away_until timestamptz[],
    visit uuid, by_mode text, since timestamptz, before timestamptz, minutes int, buffer int, step int)
    returns table (clinician uuid, site uuid, starts_at timestamptz)
    language sql stable
as $$
    with taken as (
        select t.clinician, range_agg(case when buffer = 0 then t.times else (
                   select range_agg(tstzrange(lower(r.span) - buffer * interval '1 minute', upper(r.span))) from unnest(t.times) as r (span)) end) as times
        from intake.taken_days t
        where t.clinician = any (clinicians)
          and t.day between (since at time zone 'UTC')::date - 1 and (before at time zone 'UTC')::date + 1
        group by t.clinician
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
