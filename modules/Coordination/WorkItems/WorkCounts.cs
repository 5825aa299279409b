using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Coordination;

/// <summary>How much open work there is; an item counts in exactly one of calm, amber, red and overdue.</summary>
internal sealed record WorkCounts(int Open, int Calm, int Amber, int Red, int Overdue, int Escalated, int Unclaimed, int Snoozed)
{
    public static async Task<WorkCounts> Of(IQueryable<WorkItem> items, DateTimeOffset now, CancellationToken ct) => await items
        .Where(i => i.State == WorkItemState.Open)
        .GroupBy(_ => 1)
        .Select(g => new WorkCounts(
            g.Count(),
            g.Count(i => i.AmberAt > (i.HeldSince ?? now)),
            g.Count(i => i.AmberAt <= (i.HeldSince ?? now) && i.RedAt > (i.HeldSince ?? now)),
            g.Count(i => i.RedAt <= (i.HeldSince ?? now) && i.DueAt >= (i.HeldSince ?? now)),
            g.Count(i => i.DueAt < (i.HeldSince ?? now)),
            g.Count(i => i.EscalatedAt != null && i.AcknowledgedAt == null),
            g.Count(i => i.Owner == null && i.Partner == null),
            g.Count(i => i.SnoozedUntil != null && i.SnoozedUntil > now)))
        .FirstOrDefaultAsync(ct) ?? new WorkCounts(0, 0, 0, 0, 0, 0, 0, 0);
}

/// <summary>How much open work there is, by urgency.</summary>
[View<WorkCounts>]
internal static class WorkCountsView
{
    /// <summary>All open items.</summary>
    public static int Open(WorkCounts counts) => counts.Open;

    /// <summary>Less than half of the time is gone.</summary>
    public static int Calm(WorkCounts counts) => counts.Calm;

    /// <summary>Half of the time is gone.</summary>
    public static int Amber(WorkCounts counts) => counts.Amber;

    /// <summary>Four fifths of the time are gone.</summary>
    public static int Red(WorkCounts counts) => counts.Red;

    /// <summary>The time has run out.</summary>
    public static int Overdue(WorkCounts counts) => counts.Overdue;

    /// <summary>Escalated, and nobody has answered yet.</summary>
    public static int Escalated(WorkCounts counts) => counts.Escalated;

    /// <summary>Owned by no person and no partner.</summary>
    public static int Unclaimed(WorkCounts counts) => counts.Unclaimed;

    /// <summary>Put aside by their owners for now; they count by their urgency as well.</summary>
    public static int Snoozed(WorkCounts counts) => counts.Snoozed;
}
