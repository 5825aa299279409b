using Npgsql;

namespace CarePlatform.Intake;

/// <summary>The funnel's one statement, which counts people or finds those behind a number.</summary>
internal static class FunnelSql
{
    /// <summary>Each stage of each group, and each reason for which people ended there.</summary>
    public const string Figures = $"""
        {Rows}
        select part, step, null::text as reason, count(*)::int as inquiries, count(distinct client)::int as people,
               (count(*) filter (where furthest = step and not lost))::int as waiting, (count(*) filter (where furthest = step and lost))::int as lost,
               round(avg(days), 2) as mean,
               (percentile_disc(0.5) within group (order by days) + percentile_disc(0.5) within group (order by days desc)) / 2 as median,
               percentile_disc(0.9) within group (order by days) as most
        from stages group by part, step
        union all
        select part, step, resolution, count(*)::int, count(distinct client)::int, 0, count(*)::int, null, null, null
        from stages where furthest = step and lost group by part, step, resolution
        order by part, step
        """;

    /// <summary>The inquiries behind one number of one stage.</summary>
    public const string People = $"""
        select i.* from intake.inquiries i where i.id in (
            {Rows}
            select id from stages where part is not distinct from @part and step = @step
              and (@which = 'reached' or (furthest = step and lost = (@which = 'lost'))) and (@reason is null or resolution = @reason))
        """;

    // Who has come to a later stage has passed the earlier ones, whether or not somebody wrote that down; its day is then not known.
    private const string Rows = $"""
        {AccessFacts.Sql}, steps as (
            select a.*, b.booked_on, e.id as evaluation, e.day as evaluated_on,
                   case when a.door = any (@spoken) then a.day else c.spoken_on end as contacted_on,
                   (a.triaged_at at time zone a.zone)::date as triaged_on
            from asked a
            left join lateral (
                select min((p.booked_at at time zone a.zone)::date) as booked_on from intake.appointments p
                where p.inquiry = a.id and p.cancellation is distinct from 'booked-in-error') b on true
            left join lateral (
                select min((c.received_at at time zone a.zone)::date) as spoken_on from intake.inquiry_contacts c
                where c.inquiry = a.id and c.door = any (@spoken)) c on true
            left join lateral (
                select s.id, s.day from services s
                where s.client = a.client and s.day >= a.day and (s.evaluation or s.inquiry = a.id) order by s.day, s.starts_at, s.id limit 1) e on true
        ), reached as (
            select s.*, n.day as served_on, case
                       when n.day is not null then 6 when s.evaluated_on is not null then 5 when s.booked_on is not null then 4
                       when s.triaged_at is not null then 3 when s.contacted_on is not null then 2 else 1 end as furthest
            from steps s left join lateral (
                select min(v.day) as day from services v
                where v.client = s.client and v.day >= s.day and v.service
                  and (@evaluation_is_service or not (v.evaluation or v.id is not distinct from s.evaluation))) n on true
        ), stages as (
            select r.id, r.client, r.furthest, g.step, r.resolution,
                   case @by when 'door' then r.door when 'site' then r.site::text when 'acuity' then r.acuity
                       else coalesce(r.referring::text, r.referring_name) end as part,
                   r.resolution is not null and r.resolution <> 'in-care' and r.furthest < 6 as lost,
                   case when e.day is not null then greatest(e.ordinal - b.ordinal - case when @starts_next_day and not b.open then 1 else 0 end, 0)::numeric
                       end as days
            from reached r
            join lateral generate_series(1, r.furthest) as g (step) on true
            join calendar b on b.site = r.calendar and b.day = r.day
            left join calendar e on e.site = r.calendar
              and e.day = (array[r.day, r.contacted_on, r.triaged_on, r.booked_on, r.evaluated_on, r.served_on])[g.step]
        )
        """;

    /// <summary>The parameters of the statement, made anew for each.</summary>
    public static NpgsqlParameter[] Parameters(FunnelAsked asked, params NpgsqlParameter[] more) =>
    [
        .. AccessFacts.Parameters(asked.Scope),
        new("by", asked.By.ToText()), new("spoken", asked.Scope.Rules.Spoken),
        new("starts_next_day", asked.Scope.Rules.WeekendStart is WeekendStart.StartsNextDay),
        .. more,
    ];
}
