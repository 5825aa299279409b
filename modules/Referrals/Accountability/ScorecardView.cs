using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Referrals;

/// <summary>How partners stand to what was agreed.</summary>
[Query, Feature("referrals"), Requires("referrals.report")]
internal static class ScorecardQueries
{
    /// <summary>The scorecard of a partner over the referrals that were sent to it in a period.</summary>
    /// <param name="partner">The partner.</param>
    /// <param name="from">The first day.</param>
    /// <param name="to">The last day.</param>
    public static async Task<Scorecard> PartnerScorecard(OrganisationId partner, DateOnly from, DateOnly to, ScorecardDesk desk, CancellationToken ct) =>
        (await desk.Of([partner], from, to, ct))[0];

    /// <summary>The scorecards of all partners with an agreement in force today.</summary>
    /// <param name="from">The first day.</param>
    /// <param name="to">The last day.</param>
    public static async Task<IReadOnlyList<Scorecard>> PartnerScorecards(
        DateOnly from, DateOnly to, ScorecardDesk desk, ReferralsDb db, TimeProvider clock, CancellationToken ct) =>
        await desk.Of(await db.InForce(clock.Today()).Select(a => a.Partner).Distinct().ToListAsync(ct), from, to, ct);
}

/// <summary>How a partner stands, for the partner itself.</summary>
[Query, ForPartners, Feature("referrals"), Requires(ReferralReach.Answer)]
internal static class OurScorecard
{
    /// <param name="from">The first day.</param>
    /// <param name="to">The last day.</param>
    public static async Task<IReadOnlyList<ScoreLine>> Handle(DateOnly from, DateOnly to, ScorecardDesk desk, Actor actor, CancellationToken ct) =>
        actor.Organisation is { } partner ? (await desk.Of([partner], from, to, ct))[0].Lines : [];
}

/// <summary>How a partner stands to what was agreed, over a period.</summary>
[View<Scorecard>]
internal static class ScorecardView
{
    /// <summary>The partner.</summary>
    public static OrganisationId Partner(Scorecard card) => card.Partner;

    /// <summary>The agreement in force by which it is measured.</summary>
    public static AgreementId? Agreement(Scorecard card) => card.Agreement;

    /// <summary>How many referrals it was sent.</summary>
    public static int Sent(Scorecard card) => card.Sent;

    /// <summary>Its numbers beside their standards.</summary>
    public static IReadOnlyList<ScoreLine> Lines(Scorecard card) => card.Lines;

    /// <summary>The data and quality duties of the agreement, as the reviews of these months found them.</summary>
    public static IReadOnlyList<DutyStanding> Duties(Scorecard card) => card.Duties;

    /// <summary>Licences that have run out.</summary>
    public static IReadOnlyList<AgreedLicence> ExpiredLicences(Scorecard card) => card.ExpiredLicences;

    /// <summary>Licences that run out soon.</summary>
    public static IReadOnlyList<AgreedLicence> EndingLicences(Scorecard card) => card.EndingLicences;

    /// <summary>How many corrective actions are open.</summary>
    public static int OpenActions(Scorecard card) => card.OpenActions;

    /// <summary>How many of them are overdue.</summary>
    public static int OverdueActions(Scorecard card) => card.OverdueActions;
}

/// <summary>A number of a scorecard beside its standard.</summary>
[View<ScoreLine>]
internal static class ScoreLineView
{
    /// <summary>What is measured.</summary>
    public static ScoreMeasure Measure(ScoreLine line) => line.Measure;

    /// <summary>Days, or a share from 0 to 1; null where nothing was counted.</summary>
    public static decimal? Value(ScoreLine line) => line.Value;

    /// <summary>What it should be: at most, for days; at least, for shares.</summary>
    public static decimal? Standard(ScoreLine line) => line.Standard;

    /// <summary>Whether the agreement says so; otherwise it holds for every partner.</summary>
    public static bool Agreed(ScoreLine line) => line.Agreed;

    /// <summary>Of how many referrals it is.</summary>
    public static int Counted(ScoreLine line) => line.Counted;

    /// <summary>How it stands beside the standard.</summary>
    public static ScoreVerdict Verdict(ScoreLine line) => line.Verdict;
}

/// <summary>A duty of the agreement over some months.</summary>
[View<DutyStanding>]
internal static class DutyStandingView
{
    /// <summary>Which kind of duty it is.</summary>
    public static DutyKind Kind(DutyStanding duty) => duty.Kind;

    /// <summary>The duty in the words of the agreement.</summary>
    public static string Duty(DutyStanding duty) => duty.Duty;

    /// <summary>In how many months it was done as agreed.</summary>
    public static int Fulfilled(DutyStanding duty) => duty.Fulfilled;

    /// <summary>In how many it was late.</summary>
    public static int Late(DutyStanding duty) => duty.Late;

    /// <summary>In how many it was not done.</summary>
    public static int Missed(DutyStanding duty) => duty.Missed;

    /// <summary>How it was in the last of them; null while no review has looked.</summary>
    public static DutyState? Last(DutyStanding duty) => duty.Last;
}
