using System.Linq.Expressions;
using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;

namespace CarePlatform.Referrals;

/// <summary>What a partner is to put right.</summary>
[View<CorrectiveAction>]
internal static class CorrectiveActionView
{
    /// <summary>The action's id.</summary>
    public static CorrectiveActionId Id(CorrectiveAction action) => action.Id;

    /// <summary>The partner.</summary>
    public static OrganisationId Partner(CorrectiveAction action) => action.Partner;

    /// <summary>The review that asked for it.</summary>
    public static PartnerReviewId? Review(CorrectiveAction action) => action.Review;

    /// <summary>What is to be put right.</summary>
    public static string What(CorrectiveAction action) => action.What;

    /// <summary>Who at the partner sees to it.</summary>
    public static string Responsible(CorrectiveAction action) => action.Responsible;

    /// <summary>The last day.</summary>
    public static DateOnly DueOn(CorrectiveAction action) => action.DueOn;

    /// <summary>Whether that day has passed without evidence.</summary>
    public static bool Overdue(CorrectiveAction action, TimeProvider clock) => action.IsOverdueOn(clock.Today());

    /// <summary>Who opened it.</summary>
    public static UserId? OpenedBy(CorrectiveAction action) => action.OpenedBy;

    /// <summary>When it was opened.</summary>
    public static DateTimeOffset OpenedAt(CorrectiveAction action) => action.OpenedAt;

    /// <summary>What shows that it was put right.</summary>
    public static string? Evidence(CorrectiveAction action) => action.Evidence;

    /// <summary>Since when that is there.</summary>
    public static DateTimeOffset? EvidenceAt(CorrectiveAction action) => action.EvidenceAt;

    /// <summary>The name of who reported it.</summary>
    public static string? EvidenceByName(CorrectiveAction action) => action.EvidenceByName;

    /// <summary>What came of it; null while it is open.</summary>
    public static ActionResult? Result(CorrectiveAction action) => action.Result;

    /// <summary>Why it is judged so.</summary>
    public static string? ResultNote(CorrectiveAction action) => action.ResultNote;

    /// <summary>Who judged it.</summary>
    public static UserId? ClosedBy(CorrectiveAction action) => action.ClosedBy;

    /// <summary>Counts changes; send it back as expectedVersion.</summary>
    public static int Version(CorrectiveAction action) => action.Version;
}

/// <summary>Corrective actions by id.</summary>
[Requires(ReferralReach.Read)]
internal sealed class CorrectiveActionById(ReferralsDb db) : RowById<ReferralsDb, CorrectiveActionId, CorrectiveAction>(db)
{
    protected override Expression<Func<CorrectiveAction, CorrectiveActionId>> Key => a => a.Id;

    protected override IQueryable<CorrectiveAction> Rows(Reach reach) => Db.CorrectiveActions;
}

/// <summary>Reads what partners are to put right.</summary>
[Query, Feature("referrals"), Requires(ReferralReach.Read)]
internal static class CorrectiveActionQueries
{
    /// <summary>Corrective actions, the latest first.</summary>
    /// <param name="partner">Of this partner only.</param>
    /// <param name="open">Only those that are open, or only those that are closed; both when nothing is said.</param>
    public static Task<Connection<CorrectiveAction>> CorrectiveActions(
        OrganisationId? partner, bool? open, Page page, ReferralsDb db, CancellationToken ct) =>
        db.CorrectiveActions.Where(a => (partner == null || a.Partner == partner) && (open == null || (a.ClosedAt == null) == open))
            .ToConnection(page, new Ordering<CorrectiveAction, DateTimeOffset, CorrectiveActionId>(a => a.OpenedAt, a => a.Id, Descending: true), ct);
}
