using Npgsql;

namespace CarePlatform.Intake;

/// <summary>The funnel's one statement, which counts people or finds those behind a number.</summary>
internal static class FunnelSql
{
    // Who has come to a later stage has passed the earlier ones, whether or not somebody wrote that down; its day is then not known. Triage is
    // part of the first contact (the sheet's K1), so that whoever came by paper was spoken to on the day of triage at the latest.
    private static readonly string Rows = $"""
        {AccessFacts.Sql}, begun as (
            select * from asked
        ), {AccessFacts.Outcomes}, steps as (
            select a.*, b.booked_on, coalesce(m.state = 'no-show', false) as missed, case when a.door = any (@spoken) then a.day else least(c.spoken_on, (a.triaged_at at time zone a.zone)::date) end as contacted_on,
                   (a.triaged_at at time zone a.zone)::date as triaged_on
            from outcomes a
            left join lateral (
                select min((p.booked_at at time zone a.zone)::date) as booked_on from intake.appointments p
                where p.inquiry = a.id and p.state <> 'held' and p.cancellation is distinct from 'booked-in-error'
                  and (p.team is null or p.team <> all (@closed) or p.clinician = @me)) b on true
            left join lateral (
                select p.state from intake.appointments p
                where p.inquiry = a.id and p.state in ('booked', 'checked-in', 'no-show')
                  and (p.team is null or p.team <> all (@closed) or p.clinician = @me) order by p.starts_at desc, p.id desc limit 1) m on true
            left join lateral (
                select min(spoken_on) as spoken_on from (
                    select (c.received_at at time zone a.zone)::date as spoken_on from intake.inquiry_contacts c
                    where c.inquiry = a.id and c.door = any (@spoken)
                    union all
                    select (t.attempted_at at time zone a.zone)::date from intake.contact_attempts t
                    where t.inquiry = a.id and t.result = 'reached') spoken) c on true
        ), reached as (
            select s.*, case
                       when s.served_on is not null then 6 when s.evaluated_on is not null then 5 when s.booked_on is not null then 4
                       when s.triaged_at is not null then 3 when s.contacted_on is not null then 2 else 1 end as furthest
            from steps s
        ), dated as (
            select r.*, g.step, (array[r.day, r.contacted_on, r.triaged_on, r.booked_on, r.evaluated_on, r.served_on])[g.step] as reached_on
            from reached r cross join lateral generate_series(1, r.furthest) as g (step)
        -- A referrer that is not known here is one however its name is written, and is called as it was first.
        ), stages as (
            select id, client, furthest, step, resolution, missed,
                   case @by when 'door' then door when 'site' then site::text when 'acuity' then acuity
                       else coalesce(referring::text, first_value(regexp_replace(btrim(referring_name), '\s+', ' ', 'g')) over (
                           partition by lower(regexp_replace(btrim(referring_name), '\s+', ' ', 'g')) order by received_at, id)) end as part,
                   resolution is not null and resolution <> 'in-care' and furthest < 6 as lost,
                   {AccessFacts.DaysTo("reached_on")} as days
            from dated
        )
        """;

    /// <summary>Each stage of each group, and each reason for which people ended there.</summary>
    public static readonly string Figures = $"""
        {Rows}
        select part, step, null::text as reason, null::boolean as "NoShow", count(*)::int as inquiries, count(distinct client)::int as people,
               (count(*) filter (where furthest = step and not lost))::int as waiting, (count(*) filter (where furthest = step and lost))::int as lost,
               (count(*) filter (where furthest = step and not lost and missed))::int as missed,
               round(avg(days), 2) as mean,
               (percentile_disc(0.5) within group (order by days) + percentile_disc(0.5) within group (order by days desc)) / 2 as median,
               percentile_disc(0.9) within group (order by days) as most
        from stages group by part, step
        union all
        select part, step, resolution, missed, count(*)::int, count(distinct client)::int, 0, count(*)::int, 0, null, null, null
        from stages where furthest = step and lost group by part, step, resolution, missed
        order by part, step
        """;

    // As an array it is counted once, however few rows the planner expects.
    /// <summary>The inquiries behind one number of one stage.</summary>
    public static readonly string People = $"""
        select i.* from intake.inquiries i where i.id = any (array(
            {Rows}
            select id from stages where part is not distinct from @part and step = @step
              and (@which = 'reached' or (furthest = step and lost = (@which = 'lost'))) and (@reason is null or resolution = @reason)
              and (@missed is null or missed = @missed)))
        """;

    /// <summary>The parameters of the statement, made anew for each.</summary>
    public static NpgsqlParameter[] Parameters(FunnelAsked asked, params NpgsqlParameter[] more) =>
    [
        .. AccessFacts.Parameters(asked.Scope),
        new("by", asked.By.ToText()), new("spoken", asked.Scope.Rules.Spoken),
        .. more,
    ];
}
