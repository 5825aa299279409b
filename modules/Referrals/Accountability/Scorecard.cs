using System.ComponentModel.DataAnnotations.Schema;
using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;

namespace CarePlatform.Referrals;

/// <summary>What a partner is measured by.</summary>
internal enum ScoreMeasure
{
    /// <summary>Days from sending to the answer, the median.</summary>
    DaysToAnswer,

    /// <summary>Days from accepting to the first appointment, or the first coming, the median.</summary>
    DaysToAppointment,

    /// <summary>Days from completing to the outcome, the median.</summary>
    DaysToOutcome,

    /// <summary>The share of what it was sent that it accepted.</summary>
    Acceptance,

    /// <summary>The share of the accepted that it confirmed as given.</summary>
    Completion,

    /// <summary>The share of those given of which it told the outcome.</summary>
    Outcome,

    /// <summary>The share of the told outcomes by which the need is met, fully or partly; no standard asks for a number.</summary>
    NeedMet,
}

/// <summary>How a number stands beside its standard.</summary>
internal enum ScoreVerdict
{
    /// <summary>It reaches the standard.</summary>
    Meets,

    /// <summary>It does not.</summary>
    Below,

    /// <summary>There are too few referrals to say.</summary>
    TooFew,

    /// <summary>No standard asks for a number.</summary>
    NoStandard,
}

/// <summary>A line of a scorecard.</summary>
/// <param name="Value">The number; null where nothing was counted.</param>
/// <param name="Standard">What it should be: at most, for days; at least, for shares.</param>
/// <param name="Agreed">Whether the agreement says so; otherwise it holds for every partner.</param>
/// <param name="Counted">Of how many referrals.</param>
[NotMapped]
internal sealed record ScoreLine(ScoreMeasure Measure, decimal? Value, decimal? Standard, bool Agreed, int Counted, ScoreVerdict Verdict)
{
    public static ScoreLine Days(ScoreMeasure measure, decimal? value, int counted, int? agreed, int usual, int smallest) =>
        Of(measure, value, counted, agreed, usual, smallest, (v, standard) => v <= standard);

    public static ScoreLine Share(ScoreMeasure measure, int part, int whole, decimal? agreed, decimal usual, int smallest) =>
        Of(measure, ShareOf(part, whole), whole, agreed, usual, smallest, (v, standard) => v >= standard);

    public static decimal? ShareOf(int part, int whole) => whole == 0 ? null : Math.Round((decimal)part / whole, 4, MidpointRounding.AwayFromZero);

    private static ScoreLine Of(
        ScoreMeasure measure, decimal? value, int counted, decimal? agreed, decimal usual, int smallest, Func<decimal, decimal, bool> meets)
    {
        var verdict = value is not { } number || counted < smallest ? ScoreVerdict.TooFew
            : meets(number, agreed ?? usual) ? ScoreVerdict.Meets : ScoreVerdict.Below;
        return new ScoreLine(measure, value, agreed ?? usual, agreed is not null, counted, verdict);
    }
}

/// <summary>Which kind of duty it is.</summary>
internal enum DutyKind
{
    /// <summary>What the partner must tell.</summary>
    Data,

    /// <summary>What it must reach.</summary>
    Quality,
}

/// <summary>How a duty was done.</summary>
internal enum DutyState
{
    /// <summary>As agreed, and in time.</summary>
    Fulfilled,

    /// <summary>Done, but late.</summary>
    Late,

    /// <summary>Not done.</summary>
    Missed,
}

/// <summary>A duty of the agreement and how it was done in a month.</summary>
/// <param name="Kind">Which kind of duty.</param>
/// <param name="Duty">The duty in the words of the agreement.</param>
/// <param name="State">How it was done.</param>
/// <param name="Note">What was seen.</param>
[NotMapped]
internal sealed record DutyFinding(DutyKind Kind, string Duty, DutyState State, string? Note = null);

/// <summary>A duty over the months of a scorecard.</summary>
[NotMapped]
internal sealed record DutyStanding(DutyKind Kind, string Duty, int Fulfilled, int Late, int Missed, DutyState? Last);

/// <summary>How a partner stands to what was agreed, over a period.</summary>
[NotMapped]
internal sealed record Scorecard(
    OrganisationId Partner, AgreementId? Agreement, int Sent, IReadOnlyList<ScoreLine> Lines, IReadOnlyList<DutyStanding> Duties,
    IReadOnlyList<AgreedLicence> ExpiredLicences, IReadOnlyList<AgreedLicence> EndingLicences, int OpenActions, int OverdueActions);
