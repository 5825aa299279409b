using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Coordination;

/// <summary>
/// How the work itself goes: of the steps that opened in a period, how many were done in time, how long they took and how often
/// somebody up the line had to be told.
/// </summary>
[Query, Feature("coordination"), Requires(MeasureReach.Permission)]
internal static class WorkflowMeasures
{
    /// <param name="from">The first day on which the steps opened, in the time zone of the organisation.</param>
    /// <param name="to">The last day.</param>
    /// <param name="by">By what steps are put together.</param>
    /// <param name="where">Narrows the steps.</param>
    public static async Task<IReadOnlyList<Measured>> Handle(
        DateOnly from, DateOnly to, MeasureBy by, MeasureFilter? where, CoordinationDb db, Calendars calendars, Actor actor,
        TimeProvider clock, CancellationToken ct)
    {
        var period = Period.Of(from, to, await calendars.Of(site: null, ct));
        return await Read(new MeasureAsked(by, where ?? MeasureFilter.Everything, period, clock.GetUtcNow()), db, MeasureReach.Of(actor), ct);
    }

    /// <summary>The figures that were asked, whoever asks.</summary>
    internal static async Task<IReadOnlyList<Measured>> Read(MeasureAsked asked, CoordinationDb db, MeasureReach reach, CancellationToken ct) =>
        [.. (await db.Database.SqlQuery<MeasureRow>(MeasureSql.Of(asked, reach)).ToListAsync(ct)).Select(r => r.ToMeasured(asked))];
}
