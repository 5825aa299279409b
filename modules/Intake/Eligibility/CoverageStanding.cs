using CarePlatform.Platform;

namespace CarePlatform.Intake;

/// <summary>Who pays for a client on a day, and what may end it.</summary>
/// <param name="Day">The day.</param>
/// <param name="Payers">Who pays, the first payer first.</param>
/// <param name="DualStatus">CMS's code for having both Medicare and Medicaid; null for who has not both.</param>
/// <param name="Renewal">By when coverage must be renewed next.</param>
/// <param name="LastCheck">The last check with any payer.</param>
internal sealed record CoverageStanding(
    DateOnly Day, IReadOnlyList<Coverage> Payers, string? DualStatus, Renewal? Renewal, EligibilityCheck? LastCheck)
{
    /// <summary>CMS: both Medicare and full Medicaid, by another way than the savings programs.</summary>
    private const string OtherDual = "08";

    public static CoverageStanding Of(IReadOnlyList<Coverage> coverages, EligibilityCheck? last, EligibilityRules rules, DateOnly day)
    {
        var payers = coverages.Where(c => c.Pays(day)).OrderBy(c => c.Priority).ThenBy(c => rules.RankOf(c.PayerType)).ThenBy(c => c.StartsOn).ToList();
        return new CoverageStanding(
            day, payers, DualOf(payers), payers.Select(c => Intake.Renewal.Of(c, rules, day)).OfType<Renewal>().MinBy(r => r.Day), last);
    }

    // What was told stands; otherwise both payers on one day make somebody dually eligible.
    private static string? DualOf(List<Coverage> payers) =>
        payers.Select(c => c.DualStatus).FirstOrDefault(s => s is not null)
        ?? (payers.Exists(c => c.PayerType is PayerType.DualEligible)
            || (payers.Exists(c => c.PayerType is PayerType.Medicaid) && payers.Exists(c => c.PayerType is PayerType.Medicare))
                ? OtherDual
                : null);
}

/// <summary>Who pays for a client on a day, and what may end it.</summary>
[View<CoverageStanding>]
internal static class CoverageStandingView
{
    /// <summary>The day.</summary>
    public static DateOnly Day(CoverageStanding standing) => standing.Day;

    /// <summary>Who pays, the first payer first.</summary>
    public static IReadOnlyList<Coverage> Payers(CoverageStanding standing) => standing.Payers;

    /// <summary>Whether nobody pays.</summary>
    public static bool Gap(CoverageStanding standing) => standing.Payers.Count == 0;

    /// <summary>CMS's code for having both Medicare and Medicaid; null for who has not both.</summary>
    public static string? DualStatus(CoverageStanding standing) => standing.DualStatus;

    /// <summary>By when coverage must be renewed next.</summary>
    public static DateOnly? RenewsOn(CoverageStanding standing) => standing.Renewal?.Day;

    /// <summary>Whether somebody told the day of renewal; otherwise it is counted by the tenant's rule.</summary>
    public static bool? RenewalTold(CoverageStanding standing) => standing.Renewal?.Told;

    /// <summary>The last check with any payer.</summary>
    public static EligibilityCheck? LastCheck(CoverageStanding standing) => standing.LastCheck;
}
