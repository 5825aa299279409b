using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Coordination;

/// <summary>
/// The steps where work waits past its time, the worst first. Late hours are the hours of a period in which steps were open although
/// due, all together: one step that is a month late weighs as much as thirty that are a day late.
/// </summary>
[Query, Feature("coordination"), Requires(MeasureReach.Permission)]
internal static class Bottlenecks
{
    /// <param name="from">The first day, in the time zone of the organisation.</param>
    /// <param name="to">The last day.</param>
    /// <param name="where">Narrows the steps.</param>
    public static async Task<IReadOnlyList<Bottleneck>> Handle(
        DateOnly from, DateOnly to, MeasureFilter? where, CoordinationDb db, Calendars calendars, Actor actor, TimeProvider clock,
        CancellationToken ct)
    {
        var period = Period.Of(from, to, await calendars.Of(site: null, ct));
        var asked = new MeasureAsked(MeasureBy.Step, where ?? MeasureFilter.Everything, period, clock.GetUtcNow());
        var rows = await db.Database.SqlQuery<BottleneckRow>(Sql(asked, MeasureReach.Of(actor))).ToListAsync(ct);
        var all = rows.Sum(r => r.LateHours);
        return [.. rows.Select(r => new Bottleneck(r, all, asked))];
    }

    private static FormattableString Sql(MeasureAsked asked, MeasureReach reach)
    {
        var (where, period) = (asked.Where, asked.Period);
        var until = asked.Now < period.Before ? asked.Now : period.Before;
        return $"""
            select i.template_key as "Template", i.step as "Step",
                   round(sum(greatest(0, extract(epoch from
                       least(coalesce(i.ended_at, {until}), {until}) - greatest(i.due_at, {period.From})) / 3600)), 2) as "LateHours",
                   (count(*) filter (where i.due_at < least(coalesce(i.ended_at, {until}), {until})))::int as "Late",
                   (count(*) filter (where i.opened_at >= {period.From}))::int as "Arrived",
                   (count(*) filter (where i.ended_at < {period.Before}))::int as "Ended",
                   (count(*) filter (where i.state = 'open'))::int as "Open",
                   (count(*) filter (where i.state = 'open' and i.due_at < {asked.Now}))::int as "Overdue"
            from coordination.work_items i join coordination.workflows w on w.id = i.workflow
            where i.opened_at < {period.Before} and (i.ended_at is null or i.ended_at >= {period.From})
              and ({where.Template}::text is null or i.template_key = {where.Template}::text)
              and ({where.Step}::text is null or i.step = {where.Step}::text)
              and ({where.Team?.Value}::uuid is null or i.team = {where.Team?.Value}::uuid)
              and ({where.Site?.Value}::uuid is null or w.site = {where.Site?.Value}::uuid)
              and ({reach.All} or i.owner = {reach.Me} or i.team = any ({reach.Teams}))
              and (i.team is null or i.team <> all ({reach.Closed}) or i.owner = {reach.Me})
            group by i.template_key, i.step
            order by 3 desc, 8 desc, 1, 2
            """;
    }

    /// <summary>The steps that were open although due at some time of the period.</summary>
    internal static IQueryable<WorkItem> Late(Bottleneck bottleneck, CoordinationDb db)
    {
        var (row, asked) = (bottleneck.Row, bottleneck.Asked);
        var (period, until) = (asked.Period, asked.Now < asked.Period.Before ? asked.Now : asked.Period.Before);
        return asked.Where.Of(MeasureReach.Items(db).AsNoTracking(), db)
            .Where(i => i.TemplateKey == row.Template && i.Step == row.Step)
            .Where(i => i.OpenedAt < period.Before && (i.EndedAt == null || i.EndedAt >= period.From))
            .Where(i => i.DueAt < until && (i.EndedAt == null || i.DueAt < i.EndedAt));
    }
}

/// <summary>A line as the database gives it.</summary>
internal sealed class BottleneckRow
{
    public string Template { get; init; } = "";

    public string Step { get; init; } = "";

    public decimal LateHours { get; init; }

    public int Late { get; init; }

    public int Arrived { get; init; }

    public int Ended { get; init; }

    public int Open { get; init; }

    public int Overdue { get; init; }
}

/// <summary>Where work waits past its time.</summary>
internal sealed record Bottleneck(BottleneckRow Row, decimal AllLateHours, MeasureAsked Asked);

/// <summary>A step where work waits past its time.</summary>
[View<Bottleneck>]
internal static class BottleneckView
{
    private const int ShareDigits = 4;

    /// <summary>Key of the template.</summary>
    public static string Template(Bottleneck bottleneck) => bottleneck.Row.Template;

    /// <summary>Key of the step.</summary>
    public static string Step(Bottleneck bottleneck) => bottleneck.Row.Step;

    /// <summary>Hours of the period in which it was open although due, over all work items.</summary>
    public static decimal LateHours(Bottleneck bottleneck) => bottleneck.Row.LateHours;

    /// <summary>Its share of all late hours that were asked for, from 0 to 1; null when there are none.</summary>
    public static decimal? LateShare(Bottleneck bottleneck) => bottleneck.AllLateHours == 0
        ? null
        : Math.Round(bottleneck.Row.LateHours / bottleneck.AllLateHours, ShareDigits, MidpointRounding.AwayFromZero);

    /// <summary>How many were open although due at some time of the period.</summary>
    public static int LateCount(Bottleneck bottleneck) => bottleneck.Row.Late;

    /// <summary>How many opened in the period.</summary>
    public static int ArrivedCount(Bottleneck bottleneck) => bottleneck.Row.Arrived;

    /// <summary>How many ended in the period. Fewer than arrived: the work grows.</summary>
    public static int EndedCount(Bottleneck bottleneck) => bottleneck.Row.Ended;

    /// <summary>How many of those that were open in the period are open now.</summary>
    public static int OpenCount(Bottleneck bottleneck) => bottleneck.Row.Open;

    /// <summary>How many of those are overdue now.</summary>
    public static int OverdueCount(Bottleneck bottleneck) => bottleneck.Row.Overdue;

    /// <summary>The items that were open although due at some time of the period, the first due first.</summary>
    public static Task<Connection<WorkItem>> LateItems(Bottleneck bottleneck, Page page, CoordinationDb db, CancellationToken ct) =>
        Bottlenecks.Late(bottleneck, db).ToConnection(page, MeasuredItems.FirstDue, ct);
}
