using System.Text;

namespace CarePlatform.Intake;

/// <summary>
/// A member of the simulated payer. Everything about them follows from their number: the same number gets the same answer on every
/// host and day, until a sandbox says otherwise.
/// </summary>
/// <param name="Scenario">What is said of them.</param>
/// <param name="EffectiveOn">The date that the scenario turns on.</param>
/// <param name="StartsOn">The first day covered.</param>
/// <param name="Plan">The managed-care plan.</param>
/// <param name="NextPlan">The plan after a change.</param>
/// <param name="Category">The category of Medicaid.</param>
internal sealed record SimulatedMember(Scenario Scenario, DateOnly EffectiveOn, DateOnly StartsOn, string Plan, string NextPlan, string Category)
{
    private static readonly DateOnly Epoch = new(2024, 1, 1);
    private static readonly string[] Plans = ["HARBOR HEALTH PLAN", "LAKESIDE COMMUNITY CARE", "SUMMIT FAMILY HEALTH"];
    private static readonly string[] Categories = ["TANF", "ABD", "EXPANSION", "CHIP"];

    // Of a hundred members: how many are told which story.
    private static readonly (int Below, Scenario Scenario)[] Shares =
    [
        (88, Scenario.Active), (90, Scenario.Inactive), (92, Scenario.Lapsed), (94, Scenario.ManagedCareChange),
        (96, Scenario.MedicareStart), (98, Scenario.RenewalSoon), (99, Scenario.NotFound), (100, Scenario.Unreachable),
    ];

    /// <summary>The member with this number (or, where none is known, name and birth date).</summary>
    public static SimulatedMember Of(string key)
    {
        var number = Hash(key);
        var scenario = Array.Find(Shares, s => (int)(number % 100) < s.Below).Scenario;
        var plan = (int)(number / 100 % (uint)Plans.Length);
        var start = Epoch.AddMonths((int)(number / 1_000 % 24));
        return new SimulatedMember(
            scenario, Epoch.AddMonths(24 + (int)(number / 100_000 % 24)), start,
            Plans[plan], Plans[(plan + 1) % Plans.Length], Categories[number / 10_000_000 % (uint)Categories.Length]);
    }

    /// <summary>The day by which an active member must renew, as seen from a day: once a year on the month of their start.</summary>
    public DateOnly RenewsOn(DateOnly today)
    {
        if (Scenario is Scenario.RenewalSoon && EffectiveOn >= today)
        {
            return EffectiveOn;
        }

        var years = Math.Max(1, today.Year - StartsOn.Year);
        var day = StartsOn.AddYears(years).AddDays(-1);
        return day >= today ? day : StartsOn.AddYears(years + 1).AddDays(-1);
    }

    // FNV-1a: the same on every machine, unlike the runtime's own hash.
    private static uint Hash(string key)
    {
        var hash = 2166136261u;
        foreach (var letter in Encoding.UTF8.GetBytes(key.ToUpperInvariant()))
        {
            hash = (hash ^ letter) * 16777619u;
        }

        return hash;
    }
}
