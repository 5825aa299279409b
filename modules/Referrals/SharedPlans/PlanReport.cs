using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Referrals;

/// <summary>A number of the report on commitments.</summary>
internal enum CommitmentCount
{
    /// <summary>Taken on, and due in the period.</summary>
    Due,

    /// <summary>Done by the last day.</summary>
    OnTime,

    /// <summary>Done after it.</summary>
    Late,

    /// <summary>Not done, and the last day has passed.</summary>
    Overdue,

    /// <summary>Not done, and not due yet.</summary>
    Open,

    /// <summary>Dropped with a reason.</summary>
    Dropped,
}

/// <summary>How an organisation keeps what it has taken on.</summary>
/// <param name="Partner">Which; null for the organisation itself.</param>
internal sealed record CommitmentFigures(OrganisationId? Partner, int Due, int OnTime, int Late, int Overdue, int Open, int Dropped);

/// <summary>How organisations keep what they have taken on in shared plans.</summary>
[Query, Feature("referrals.shared-plans"), Requires("referrals.report")]
internal static class PlanReport
{
    /// <summary>The commitments of shared plans that fall due in a period, by the organisation that has taken them on, in one statement.</summary>
    /// <param name="from">The first day on which they are due.</param>
    /// <param name="to">The last.</param>
    public static async Task<IReadOnlyList<CommitmentFigures>> PlanCommitmentReport(DateOnly from, DateOnly to, ReferralsDb db, TimeProvider clock, CancellationToken ct)
    {
        var today = clock.Today();
        var rows = await Due(db, from, to)
            .GroupJoin(db.PlanMembers, e => e.TakenBy, m => m.Id, (e, m) => new { Entry = e, Members = m })
            .SelectMany(e => e.Members.DefaultIfEmpty(), (e, m) => new { e.Entry, Partner = m == null ? (OrganisationId?)null : m.Organisation })
            .GroupBy(e => e.Partner)
            .Select(g => new
            {
                g.Key,
                Due = g.Count(),
                OnTime = g.Count(e => e.Entry.State == PlanEntryState.Done && e.Entry.SettledOn <= e.Entry.DueOn),
                Late = g.Count(e => e.Entry.State == PlanEntryState.Done && e.Entry.SettledOn > e.Entry.DueOn),
                Overdue = g.Count(e => e.Entry.State == PlanEntryState.Taken && e.Entry.DueOn < today),
                Open = g.Count(e => e.Entry.State == PlanEntryState.Taken && e.Entry.DueOn >= today),
                Dropped = g.Count(e => e.Entry.State == PlanEntryState.Dropped),
            }).ToListAsync(ct);
        return [.. rows.OrderBy(r => r.Key?.Value).Select(r => new CommitmentFigures(r.Key, r.Due, r.OnTime, r.Late, r.Overdue, r.Open, r.Dropped))];
    }

    /// <summary>The commitments behind a number of the report: those of plans within the caller's reach, in the order in which they were written.</summary>
    /// <param name="from">The first day on which they are due.</param>
    /// <param name="to">The last.</param>
    /// <param name="partner">The partner that has taken them on; the organisation itself when none is named.</param>
    /// <param name="counted">Which number.</param>
    public static async Task<IReadOnlyList<SeenEntry>> PlanCommitments(
        DateOnly from, DateOnly to, OrganisationId? partner, CommitmentCount counted, ReferralsDb db, TimeProvider clock, CancellationToken ct)
    {
        var today = clock.Today();
        var rows = await Counted(Due(db, from, to), counted, today)
            .Where(e => partner == null ? e.TakenBy == null : db.PlanMembers.Any(m => m.Id == e.TakenBy && m.Organisation == partner))
            .Join(db.PlansWithin(db.Actor.ReachOf(PlanReach.Plan)), e => e.Plan, p => p.Id, (e, p) => new { Entry = e, p.Client })
            .OrderBy(e => e.Entry.Id).Take(Most).ToListAsync(ct);
        return [.. rows.Select(r => new SeenEntry(r.Entry, r.Client))];
    }

    private const int Most = 500;

    private static IQueryable<PlanEntry> Due(ReferralsDb db, DateOnly from, DateOnly to) =>
        db.PlanEntries.AsNoTracking().Where(e => e.TakenAt != null && e.DueOn >= from && e.DueOn <= to);

    private static IQueryable<PlanEntry> Counted(IQueryable<PlanEntry> due, CommitmentCount counted, DateOnly today) => counted switch
    {
        CommitmentCount.OnTime => due.Where(e => e.State == PlanEntryState.Done && e.SettledOn <= e.DueOn),
        CommitmentCount.Late => due.Where(e => e.State == PlanEntryState.Done && e.SettledOn > e.DueOn),
        CommitmentCount.Overdue => due.Where(e => e.State == PlanEntryState.Taken && e.DueOn < today),
        CommitmentCount.Open => due.Where(e => e.State == PlanEntryState.Taken && e.DueOn >= today),
        CommitmentCount.Dropped => due.Where(e => e.State == PlanEntryState.Dropped),
        _ => due,
    };
}

/// <summary>How an organisation keeps what it has taken on in shared plans.</summary>
[View<CommitmentFigures>]
internal static class CommitmentFiguresView
{
    /// <summary>The partner; null for the organisation itself.</summary>
    public static OrganisationId? Partner(CommitmentFigures figures) => figures.Partner;

    /// <summary>How many it took on that fall due in the period.</summary>
    public static int Due(CommitmentFigures figures) => figures.Due;

    /// <summary>How many of them were done by the last day.</summary>
    public static int OnTime(CommitmentFigures figures) => figures.OnTime;

    /// <summary>How many were done after it.</summary>
    public static int Late(CommitmentFigures figures) => figures.Late;

    /// <summary>How many are not done, though the last day has passed.</summary>
    public static int Overdue(CommitmentFigures figures) => figures.Overdue;

    /// <summary>How many are not done, and not due yet.</summary>
    public static int Open(CommitmentFigures figures) => figures.Open;

    /// <summary>How many were dropped with a reason.</summary>
    public static int Dropped(CommitmentFigures figures) => figures.Dropped;

    /// <summary>The share, from 0 to 1, of those done or overdue that were done by the last day; null where there is none.</summary>
    public static decimal? OnTimeShare(CommitmentFigures figures) => figures.OnTime + figures.Late + figures.Overdue is var judged and > 0
        ? Math.Round((decimal)figures.OnTime / judged, 4, MidpointRounding.AwayFromZero)
        : null;
}
