using CarePlatform.Coordination.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Coordination;

[Query, Feature("coordination"), Requires("coordination.read")]
internal static class ManagementSettingsQueries
{
    /// <summary>What is set for daily management.</summary>
    public static Task<ManagementSettings> ManagementSettings(CoordinationDb db, CancellationToken ct) => db.Settled(ct);

    /// <summary>What holds: what the tenant has changed, or what is usual.</summary>
    internal static async Task<ManagementSettings> Settled(this CoordinationDb db, CancellationToken ct) =>
        await db.ManagementSettings.AsNoTracking().FirstOrDefaultAsync(ct) ?? CarePlatform.Coordination.ManagementSettings.Usual;
}

/// <summary>What is set for daily management.</summary>
[View<ManagementSettings>]
internal static class ManagementSettingsView
{
    /// <summary>From when a type of decision is friction.</summary>
    public static FrictionLimits Friction(ManagementSettings settings) => settings.Friction;

    /// <summary>Who answers for problems above the team, the lower level first.</summary>
    public static IReadOnlyList<TierRule> Tiers(ManagementSettings settings) => settings.Tiers;

    /// <summary>What the weekly operations meeting asks every time.</summary>
    public static IReadOnlyList<StandingQuestion> Questions(ManagementSettings settings) => settings.Questions;

    /// <summary>Counts changes; 0 while nothing was ever changed. Send it back as expectedVersion.</summary>
    public static int Version(ManagementSettings settings) => settings.Version;
}

/// <summary>From when a type of decision is friction: asked for form's sake.</summary>
[View<FrictionLimits>]
internal static class FrictionLimitsView
{
    /// <summary>The share of granted answers above which it is, from 0 to 1.</summary>
    public static decimal GrantedAbove(FrictionLimits limits) => limits.GrantedAbove;

    /// <summary>How many answers there must be before it is judged.</summary>
    public static int AtLeast(FrictionLimits limits) => limits.AtLeast;
}

/// <summary>Who answers for problems at a level above the team, and how fast.</summary>
[View<TierRule>]
internal static class TierRuleView
{
    /// <summary>The level.</summary>
    public static Tier Tier(TierRule rule) => rule.Tier;

    /// <summary>Tried in this order until one is there.</summary>
    public static IReadOnlyList<Decider> To(TierRule rule) => rule.To;

    /// <summary>How long they have, such as 4 business hours.</summary>
    public static string Within(TierRule rule) => rule.Within;
}

/// <summary>A question that a meeting answers every time.</summary>
[View<StandingQuestion>]
internal static class StandingQuestionView
{
    /// <summary>Tells it apart from the others.</summary>
    public static string Key(StandingQuestion question) => question.Key;

    /// <summary>The question.</summary>
    public static string Text(StandingQuestion question) => question.Text;
}
