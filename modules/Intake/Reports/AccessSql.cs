using CarePlatform.Platform;

namespace CarePlatform.Intake;

/// <summary>The report's one statement.</summary>
internal static class AccessSql
{
    // The calendar of inquiries that name no site.
    private static readonly Guid TenantWide = Guid.Empty;

    public static FormattableString Of(
        AccessAsked asked, Actor actor, IReadOnlyList<string> works, AccessCalendar calendar, AccessLimits limits, DateTimeOffset now)
    {
        var by = asked.By.ToText();
        var reach = actor.ReachOf("intake.report");
        var (all, me) = (reach is Reach.Organisation or Reach.Tenant, actor.User?.Value ?? Guid.Empty);
        Guid[] teams = reach is Reach.Team ? [.. actor.Teams.Select(t => t.Value)] : [];
        var (programs, closed) = (works.ToArray(), actor.ClosedTeams.Select(t => t.Value).ToArray());
        return $"""
            with calendar as (
                select * from unnest({calendar.Sites}, {calendar.Days}, {calendar.Ordinals}, {calendar.Zones}) as c (site, day, ordinal, zone)
            ), asked as (
                select case {by} when 'door' then i.door when 'site' then i.site::text else told.acuity end as part,
                       i.client, told.acuity, i.received_at, z.site as calendar, z.zone, first.starts_at, first.booked_at
                from intake.inquiries i
                join (select distinct site, zone from calendar) z on z.site = coalesce(i.site, {TenantWide})
                cross join lateral (
                    select case when i.source_program is null or i.source_program = any ({programs}) then i.acuity else i.outside_acuity end as acuity) told
                left join lateral (
                    select min(a.starts_at) as starts_at, min(a.booked_at) as booked_at
                    from intake.appointments a where a.inquiry = i.id and a.state in ('booked', 'checked-in')
                      and (a.team is null or a.team <> all ({closed}) or a.clinician = {me})) first on true
                where i.received_at >= {asked.From} and i.received_at < {asked.Before}
                  and i.resolution is distinct from 'duplicate'
                  and ({all} or i.owner = {me} or i.team = any ({teams})) and (i.team <> all ({closed}) or i.owner = {me})
            ), timed as (
                select a.part, a.client, a.starts_at,
                       round(extract(epoch from a.starts_at - a.received_at) / 3600, 2) as start_hours,
                       round(extract(epoch from a.booked_at - a.received_at) / 3600, 2) as booking_hours,
                       (s.ordinal - r.ordinal)::numeric as start_days,
                       (b.ordinal - r.ordinal)::numeric as booking_days,
                       coalesce(n.ordinal - r.ordinal, 0) as days_so_far,
                       case a.acuity
                           when 'emergent' then {limits.EmergentDays} when 'urgent' then {limits.UrgentDays} when 'routine' then {limits.RoutineDays}
                       end as most
                from asked a
                join calendar r on r.site = a.calendar and r.day = (a.received_at at time zone a.zone)::date
                left join calendar s on s.site = a.calendar and s.day = (a.starts_at at time zone a.zone)::date
                left join calendar b on b.site = a.calendar and b.day = (a.booked_at at time zone a.zone)::date
                left join calendar n on n.site = a.calendar and n.day = ({now} at time zone a.zone)::date
            ), figures as (
                select part, count(*)::int as inquiries, count(distinct client)::int as people,
                       (count(*) filter (where starts_at is null))::int as never_booked,
                       (count(*) filter (where most is not null and (starts_at is not null or days_so_far > most)))::int as judged,
                       (count(*) filter (where start_days <= most))::int as within_limit,
                       array_agg(start_hours order by start_hours) filter (where start_hours is not null) as sh,
                       array_agg(start_days order by start_days) filter (where start_days is not null) as sd,
                       array_agg(booking_hours order by booking_hours) filter (where booking_hours is not null) as bh,
                       array_agg(booking_days order by booking_days) filter (where booking_days is not null) as bd,
                       round(avg(start_hours), 2) as mean_sh, round(avg(start_days), 2) as mean_sd,
                       round(avg(booking_hours), 2) as mean_bh, round(avg(booking_days), 2) as mean_bd
                from timed group by part
            )
            select part, inquiries, people, never_booked as "NeverBooked", judged, within_limit as "WithinLimit",
                   mean_sh as "MeanSh", sh[(cardinality(sh) + 1) / 2] as "LowSh", sh[(cardinality(sh) + 2) / 2] as "HighSh",
                   sh[(9 * cardinality(sh) + 9) / 10] as "MostSh",
                   mean_sd as "MeanSd", sd[(cardinality(sd) + 1) / 2] as "LowSd", sd[(cardinality(sd) + 2) / 2] as "HighSd",
                   sd[(9 * cardinality(sd) + 9) / 10] as "MostSd",
                   mean_bh as "MeanBh", bh[(cardinality(bh) + 1) / 2] as "LowBh", bh[(cardinality(bh) + 2) / 2] as "HighBh",
                   bh[(9 * cardinality(bh) + 9) / 10] as "MostBh",
                   mean_bd as "MeanBd", bd[(cardinality(bd) + 1) / 2] as "LowBd", bd[(cardinality(bd) + 2) / 2] as "HighBd",
                   bd[(9 * cardinality(bd) + 9) / 10] as "MostBd"
            from figures order by part
            """;
    }
}
