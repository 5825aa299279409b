using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Intake;

/// <summary>Changes how the way into care is measured. Figures are counted when they are asked for, so that earlier years follow.</summary>
[Mutation, Feature("intake.access-report"), Requires("intake.configure")]
internal static class ChangeAccessRules
{
    /// <summary>How it is measured from now on.</summary>
    /// <param name="Rules">The whole of the rules; what is left out is as usual.</param>
    /// <param name="ExpectedVersion">The version that the caller has read; 0 while nothing was ever changed.</param>
    public sealed record Input(AccessRules Rules, int? ExpectedVersion = null);

    public static async Task<Outcome<AccessRuleSet>> Handle(Input input, IntakeDb db, TimeProvider clock, CancellationToken ct)
    {
        if (input.Rules.Problem() is { } problem)
        {
            return new InvalidInput("input.rules", problem);
        }

        var set = await db.AccessRules.FirstOrDefaultAsync(ct);
        if (input.ExpectedVersion is { } expected && expected != (set?.Version ?? 0))
        {
            return new VersionConflict(expected, set?.Version ?? 0);
        }

        if (set is null)
        {
            set = new AccessRuleSet { Id = Id.New<AccessRulesId>(clock) };
            db.Add(set);
        }

        set.Rules = input.Rules;
        return set;
    }
}

[Query, Feature("intake.access-report"), Requires("intake.report")]
internal static class AccessRulesQueries
{
    /// <summary>How the way into care is measured, and where each rule comes from.</summary>
    public static async Task<AccessRuleSet> AccessRules(IntakeDb db, CancellationToken ct) =>
        await db.AccessRules.AsNoTracking().FirstOrDefaultAsync(ct) ?? new AccessRuleSet { Id = default };

    /// <summary>The rules of the tenant.</summary>
    internal static async Task<AccessRules> Read(IntakeDb db, CancellationToken ct) => (await AccessRules(db, ct)).Rules;
}
