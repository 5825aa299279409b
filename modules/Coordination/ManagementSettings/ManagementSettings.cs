using System.ComponentModel.DataAnnotations.Schema;
using System.Text.Json.Serialization;
using CarePlatform.Coordination.Contracts;

namespace CarePlatform.Coordination;

/// <summary>From when a type of decision is friction: asked for form's sake, because the answer is nearly always yes.</summary>
/// <param name="GrantedAbove">The share of granted answers above which it is, from 0 to 1.</param>
/// <param name="AtLeast">How many answers there must be before it is judged.</param>
[NotMapped]
internal sealed record FrictionLimits(decimal GrantedAbove, int AtLeast);

/// <summary>Who answers for problems at a level above the team, and how fast.</summary>
/// <param name="Tier">The level.</param>
/// <param name="To">Tried in this order until one is there.</param>
/// <param name="Within">How long they have, such as "4 business hours".</param>
[NotMapped]
internal sealed record TierRule(Tier Tier, IReadOnlyList<Decider> To, string Within)
{
    /// <summary>How long they have.</summary>
    [JsonIgnore]
    public Limit Limit => Limit.TryParse(Within, out var limit) ? limit : Limit.Immediately;
}

/// <summary>A question that a meeting answers every time.</summary>
/// <param name="Key">Tells it apart from the others.</param>
/// <param name="Text">The question.</param>
[NotMapped]
internal sealed record StandingQuestion(string Key, string Text);

/// <summary>What a tenant wants otherwise than usual in its daily management.</summary>
internal sealed class ManagementSettings
{
    /// <summary>What holds while the tenant has changed nothing.</summary>
    public static ManagementSettings Usual { get; } = new() { Id = default, Version = 0 };

    public required ManagementSettingsId Id { get; init; }

    public FrictionLimits Friction { get; private set; } = new(0.95m, 10);

    /// <summary>One for each level above the team, the lower first.</summary>
    public IReadOnlyList<TierRule> Tiers { get; private set; } =
    [
        new(Tier.Program, [new Decider(Role: "clinical-director"), new Decider(Role: "supervisor")], "4 business hours"),
        new(Tier.Executive, [new Decider(Role: "admin"), new Decider(Role: "clinical-director")], "1 business day"),
    ];

    /// <summary>What the weekly operations meeting asks every time.</summary>
    public IReadOnlyList<StandingQuestion> Questions { get; private set; } =
    [
        new("works", "What works and should be kept?"),
        new("does-not-work", "What does not work?"),
        new("changes", "What do we change this week, and how will we see that it helps?"),
        new("strain", "Where is the strain: on whom, and what takes it off?"),
        new("communication", "Who must hear what from us, and from whom do we need to hear?"),
        new("metrics", "What do the numbers say against their targets?"),
    ];

    public int Version { get; private set; } = 1;

    public TierRule RuleOf(Tier tier) => Tiers.First(t => t.Tier == tier);

    /// <summary>Takes what is given and leaves the rest as it is.</summary>
    public void Change(FrictionLimits? friction, IReadOnlyList<TierRule>? tiers, IReadOnlyList<StandingQuestion>? questions) =>
        (Friction, Tiers, Questions) = (friction ?? Friction, tiers ?? Tiers, questions ?? Questions);
}
