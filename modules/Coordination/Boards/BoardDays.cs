using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Coordination;

/// <summary>One day of a team, or of one step of its work, counted from the live steps.</summary>
/// <param name="Day">The day, in the time zone of the team's site.</param>
/// <param name="Open">Open at the end of the day, or now.</param>
/// <param name="Overdue">Of these, due by then.</param>
/// <param name="Due">Came due on the day.</param>
/// <param name="InTime">Of these, done in time.</param>
/// <param name="Completed">Completed on the day.</param>
/// <param name="Escalations">Times that somebody up the line was told on the day.</param>
internal sealed record BoardDay(DateOnly Day, int Open, int Overdue, int Due, int InTime, int Completed, int Escalations);

/// <summary>
/// The run charts of a board. The past is counted from the steps as they are now: a step that was given to another team, or whose time
/// frame was counted anew, counts where and when it stands today.
/// </summary>
internal sealed class BoardDays(CoordinationDb db, Calendars calendars, TenantClock clock)
{
    /// <summary>The last so many days, today included; set-based, one statement whatever the number of days.</summary>
    public async Task<IReadOnlyList<BoardDay>> Of(Team team, string? template, string? step, int days, CancellationToken ct)
    {
        var (calendar, now) = (await calendars.Of(team.Site, ct), clock.GetUtcNow());
        var today = calendar.DayOf(now);
        DateOnly[] dates = [.. Enumerable.Range(0, days).Select(n => today.AddDays(n + 1 - days))];
        DateTimeOffset[] begins = [.. dates.Select(d => calendar.At(d, TimeOnly.MinValue))];
        DateTimeOffset[] ends = [.. dates.Select(d => calendar.At(d.AddDays(1), TimeOnly.MinValue)).Select(e => e < now ? e : now)];
        return await db.Database.SqlQuery<BoardDay>($"""
            with days as (
                select * from unnest({dates}, {begins}, {ends}) as d (day, begins, ends)
            ), items as (
                select i.id, i.opened_at, i.due_at, i.ended_at, i.state
                from coordination.work_items i
                where i.team = {team.Id.Value} and i.opened_at < {now} and (i.ended_at is null or i.ended_at >= {begins[0]} or i.due_at >= {begins[0]})
                  and ({template}::text is null or i.template_key = {template}::text)
                  and ({step}::text is null or i.step = {step}::text)
            ), told as (
                select h.at from coordination.history h
                where h.what = 'escalated' and h.at >= {begins[0]} and h.item in (select id from items)
            )
            select d.day as "Day",
                   count(i.id) filter (where i.opened_at < d.ends and (i.ended_at is null or i.ended_at >= d.ends))::int as "Open",
                   count(i.id) filter (where i.opened_at < d.ends and (i.ended_at is null or i.ended_at >= d.ends) and i.due_at < d.ends)::int
                       as "Overdue",
                   count(i.id) filter (where i.due_at >= d.begins and i.due_at < d.ends and i.state <> 'cancelled')::int as "Due",
                   count(i.id) filter (
                       where i.due_at >= d.begins and i.due_at < d.ends and i.state = 'completed' and i.ended_at <= i.due_at)::int as "InTime",
                   count(i.id) filter (where i.state = 'completed' and i.ended_at >= d.begins and i.ended_at < d.ends)::int as "Completed",
                   (select count(*)::int from told t where t.at >= d.begins and t.at < d.ends) as "Escalations"
            from days d left join items i on i.opened_at < d.ends
            group by d.day, d.begins, d.ends
            order by d.day
            """).ToListAsync(ct);
    }
}

/// <summary>One day of a run chart.</summary>
[View<BoardDay>]
internal static class BoardDayView
{
    /// <summary>The day, in the time zone of the team's site.</summary>
    public static DateOnly Day(BoardDay day) => day.Day;

    /// <summary>Open at the end of the day; now for today.</summary>
    public static int Open(BoardDay day) => day.Open;

    /// <summary>Open although due at the end of the day; now for today.</summary>
    public static int Overdue(BoardDay day) => day.Overdue;

    /// <summary>How many came due.</summary>
    public static int Due(BoardDay day) => day.Due;

    /// <summary>How many of these were done in time.</summary>
    public static int InTime(BoardDay day) => day.InTime;

    /// <summary>How many were completed.</summary>
    public static int Completed(BoardDay day) => day.Completed;

    /// <summary>How often somebody up the line was told.</summary>
    public static int Escalations(BoardDay day) => day.Escalations;
}
