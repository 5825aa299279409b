using System.Linq.Expressions;
using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;

namespace CarePlatform.Referrals;

/// <summary>The review of a partner over a month.</summary>
[View<PartnerReview>]
internal static class PartnerReviewView
{
    /// <summary>The review's id.</summary>
    public static PartnerReviewId Id(PartnerReview review) => review.Id;

    /// <summary>The partner.</summary>
    public static OrganisationId Partner(PartnerReview review) => review.Partner;

    /// <summary>The agreement by which it is measured.</summary>
    public static AgreementId Agreement(PartnerReview review) => review.Agreement;

    /// <summary>The first day of the month that is reviewed.</summary>
    public static DateOnly Month(PartnerReview review) => review.Month;

    /// <summary>When it was opened.</summary>
    public static DateTimeOffset OpenedAt(PartnerReview review) => review.OpenedAt;

    /// <summary>When it was recorded; null while it is to be done.</summary>
    public static DateTimeOffset? RecordedAt(PartnerReview review) => review.RecordedAt;

    /// <summary>Who recorded it.</summary>
    public static UserId? RecordedBy(PartnerReview review) => review.RecordedBy;

    /// <summary>The numbers of the month, as they were when it was recorded.</summary>
    public static IReadOnlyList<ScoreLine> Standing(PartnerReview review) => review.Standing;

    /// <summary>How each duty of the agreement was done.</summary>
    public static IReadOnlyList<DutyFinding> Duties(PartnerReview review) => review.Duties;

    /// <summary>What was found.</summary>
    public static string? Findings(PartnerReview review) => review.Findings;

    /// <summary>Whether the partner is to put something right.</summary>
    public static bool NeedsAction(PartnerReview review) => review.NeedsAction;

    /// <summary>Counts changes; send it back as expectedVersion.</summary>
    public static int Version(PartnerReview review) => review.Version;
}

/// <summary>A duty of the agreement and how it was done in a month.</summary>
[View<DutyFinding>]
internal static class DutyFindingView
{
    /// <summary>Which kind of duty it is.</summary>
    public static DutyKind Kind(DutyFinding finding) => finding.Kind;

    /// <summary>The duty in the words of the agreement.</summary>
    public static string Duty(DutyFinding finding) => finding.Duty;

    /// <summary>How it was done.</summary>
    public static DutyState State(DutyFinding finding) => finding.State;

    /// <summary>What was seen.</summary>
    public static string? Note(DutyFinding finding) => finding.Note;
}

/// <summary>Reviews by id.</summary>
[Requires(ReferralReach.Read)]
internal sealed class PartnerReviewById(ReferralsDb db) : RowById<ReferralsDb, PartnerReviewId, PartnerReview>(db)
{
    protected override Expression<Func<PartnerReview, PartnerReviewId>> Key => r => r.Id;

    protected override IQueryable<PartnerReview> Rows(Reach reach) => Db.PartnerReviews;
}

/// <summary>Reads the reviews of partners.</summary>
[Query, Feature("referrals"), Requires(ReferralReach.Read)]
internal static class PartnerReviewQueries
{
    /// <summary>Reviews of partners, the latest first.</summary>
    /// <param name="partner">Of this partner only.</param>
    /// <param name="recorded">Only those that are recorded, or only those that are to be done; both when nothing is said.</param>
    public static Task<Connection<PartnerReview>> PartnerReviews(
        OrganisationId? partner, bool? recorded, Page page, ReferralsDb db, CancellationToken ct) =>
        db.PartnerReviews.Where(r => (partner == null || r.Partner == partner) && (recorded == null || (r.RecordedAt != null) == recorded))
            .ToConnection(page, new Ordering<PartnerReview, DateTimeOffset, PartnerReviewId>(r => r.OpenedAt, r => r.Id, Descending: true), ct);
}
