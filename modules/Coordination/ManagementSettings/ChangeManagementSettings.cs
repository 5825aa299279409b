using CarePlatform.Coordination.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Coordination;

/// <summary>Changes from when a decision is friction, who answers for problems above the team, and the questions of the weekly meeting.</summary>
[Mutation, Feature("coordination"), Requires("coordination.publish")]
internal static class ChangeManagementSettings
{
    /// <summary>What changes. What is left out stays as it is.</summary>
    /// <param name="Friction">The whole of the limits.</param>
    /// <param name="Tiers">The program and the executive level, in this order.</param>
    /// <param name="Questions">All questions of the weekly operations meeting.</param>
    /// <param name="ExpectedVersion">The version that the caller has read; 0 while nothing was ever changed.</param>
    public sealed record Input(
        FrictionLimits? Friction = null, IReadOnlyList<TierRule>? Tiers = null, IReadOnlyList<StandingQuestion>? Questions = null,
        int? ExpectedVersion = null);

    public static async Task<Outcome<ManagementSettings>> Handle(
        Input input, CoordinationDb db, People people, TimeProvider clock, CancellationToken ct)
    {
        if (await Problems(input, people, ct) is { Count: > 0 } problems)
        {
            return Outcome<ManagementSettings>.Refused(problems);
        }

        var settings = await db.ManagementSettings.FirstOrDefaultAsync(ct);
        if (input.ExpectedVersion is { } expected && expected != (settings?.Version ?? 0))
        {
            return new VersionConflict(expected, settings?.Version ?? 0);
        }

        if (settings is null)
        {
            settings = new ManagementSettings { Id = Id.New<ManagementSettingsId>(clock) };
            db.Add(settings);
        }

        settings.Change(input.Friction, input.Tiers, input.Questions);
        return settings;
    }

    private static async Task<IReadOnlyList<Refusal>> Problems(Input input, People people, CancellationToken ct)
    {
        var roles = (await people.Users(ct)).Where(u => u.Active).SelectMany(u => u.Roles).ToHashSet(StringComparer.Ordinal);
        var teams = (await people.Teams(ct)).Select(t => t.Key).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. Problem(
                input.Friction is { } f && (f.GrantedAbove is < 0 or > 1 || f.AtLeast < 1),
                "friction", "Let grantedAbove lie between 0 and 1, and atLeast be 1 or more."),
            .. Problem(
                input.Tiers is { } t && !t.Select(r => r.Tier).SequenceEqual([Tier.Program, Tier.Executive]),
                "tiers", "Name the program and the executive level, in this order, each once."),
            .. (input.Tiers ?? []).SelectMany((r, i) => Problem(
                !Limit.TryParse(r.Within, out var limit) || limit.Amount == 0 || limit.IsTooLong,
                $"tiers[{i}].within", "It is no length of time: write a number from 1 and a unit, such as \"4 business hours\".")),
            .. (input.Tiers ?? []).SelectMany((r, i) => RuleReview.Deciders(r.To, $"tiers[{i}].to", roles, teams))
                .Select(found => new InvalidInput($"input.{found.Path}", found.Problem)),
            .. Problem(
                input.Questions is { } q
                    && (q.Count == 0 || q.DistinctBy(s => s.Key).Count() != q.Count
                        || !q.All(s => DefinitionReview.IsKey(s.Key) && !string.IsNullOrWhiteSpace(s.Text))),
                "questions", "Give each question a key of its own (small letters, digits and dashes) and a text; there must be one."),
        ];
    }

    private static IEnumerable<Refusal> Problem(bool isOne, string path, string words) =>
        isOne ? [new InvalidInput($"input.{path}", words)] : [];
}
