using System.Text.Json;

namespace CarePlatform.Coordination;

/// <summary>The one statement of the measures.</summary>
internal static class MeasureSql
{
    public static FormattableString Of(MeasureAsked asked, MeasureReach reach)
    {
        var by = JsonNamingPolicy.KebabCaseLower.ConvertName(asked.By.ToString());
        var (where, period) = (asked.Where, asked.Period);
        return $"""
            with asked as (
                select case {by} when 'team' then i.team::text when 'site' then w.site::text when 'kind' then i.kind when 'owner' then i.owner::text
                                 else i.template_key end as part,
                       case {by} when 'step' then i.step end as step,
                       i.state, i.due_at, i.ended_at, i.escalated_at, i.acknowledged_at,
                       case when i.state = 'completed' then round(extract(epoch from i.ended_at - i.starts_at) / 3600, 2) end as since_start,
                       case when i.state = 'completed' then round(extract(epoch from i.ended_at - i.opened_at) / 3600, 2) end as since_open,
                       case when i.escalated_at is null then 0
                            else (select count(*) from coordination.history h where h.item = i.id and h.what = 'escalated') end as escalations
                from coordination.work_items i join coordination.workflows w on w.id = i.workflow
                where i.opened_at >= {period.From} and i.opened_at < {period.Before}
                  and ({where.Template}::text is null or i.template_key = {where.Template}::text)
                  and ({where.Step}::text is null or i.step = {where.Step}::text)
                  and ({where.Team?.Value}::uuid is null or i.team = {where.Team?.Value}::uuid)
                  and ({where.Site?.Value}::uuid is null or w.site = {where.Site?.Value}::uuid)
                  and ({reach.All} or i.owner = {reach.Me} or i.team = any ({reach.Teams}))
                  and (i.team is null or i.team <> all ({reach.Closed}) or i.owner = {reach.Me})
            ), figures as (
                select part, step, count(*)::int as opened,
                       (count(*) filter (where state = 'completed' and ended_at <= due_at))::int as met,
                       (count(*) filter (where state = 'completed' and ended_at > due_at))::int as met_late,
                       (count(*) filter (where state = 'open' and due_at < {asked.Now}))::int as breached_open,
                       (count(*) filter (where state = 'open' and due_at >= {asked.Now}))::int as running,
                       (count(*) filter (where state = 'cancelled'))::int as cancelled,
                       (count(*) filter (where escalated_at is not null))::int as escalated,
                       sum(escalations)::int as escalations,
                       (count(*) filter (where state = 'open' and escalated_at is not null and acknowledged_at is null))::int as unanswered,
                       round(avg(since_start), 2) as mean_since, round(avg(since_open), 2) as mean_open,
                       array_agg(since_start order by since_start) filter (where since_start is not null) as s,
                       array_agg(since_open order by since_open) filter (where since_open is not null) as o
                from asked group by part, step
            )
            select part as "Part", step as "Step", opened as "Opened", met as "Met", met_late as "MetLate", breached_open as "BreachedOpen",
                   running as "Running", cancelled as "Cancelled", escalated as "Escalated", escalations as "Escalations",
                   unanswered as "Unanswered",
                   mean_since as "MeanSince", s[(cardinality(s) + 1) / 2] as "LowSince", s[(cardinality(s) + 2) / 2] as "HighSince",
                   s[(9 * cardinality(s) + 9) / 10] as "MostSince",
                   mean_open as "MeanOpen", o[(cardinality(o) + 1) / 2] as "LowOpen", o[(cardinality(o) + 2) / 2] as "HighOpen",
                   o[(9 * cardinality(o) + 9) / 10] as "MostOpen"
            from figures order by part nulls last, step
            """;
    }
}
