using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Intake;

/// <summary>Writes down until when a payer covers a client.</summary>
[Mutation, Feature("intake.coverage"), Requires("intake.coverage")]
internal static class EndCoverage
{
    /// <summary>What ends, and when.</summary>
    /// <param name="Coverage">What ends.</param>
    /// <param name="LastDay">The last day covered.</param>
    /// <param name="Reason">Why, as the payer says.</param>
    /// <param name="ExpectedVersion">The version that the caller has read.</param>
    public sealed record Input(CoverageId Coverage, DateOnly LastDay, string? Reason = null, int? ExpectedVersion = null);

    public static async Task<Outcome<Coverage>> Handle(Input input, IntakeDb db, TimeProvider clock, CancellationToken ct)
    {
        if (await db.Coverages.FirstOrDefaultAsync(c => c.Id == input.Coverage, ct) is not { } coverage
            || await db.FindClient(coverage.Client, "intake.coverage", ct) is null)
        {
            return new NotFound("input.coverage");
        }

        if (input.ExpectedVersion is { } expected && expected != coverage.Version)
        {
            return new VersionConflict(expected, coverage.Version);
        }

        if (input.LastDay < coverage.StartsOn)
        {
            return new InvalidInput("input.lastDay", "The last day covered must not come before the first.");
        }

        return Outcome.Of(coverage.EndOn(input.LastDay, input.Reason, clock.GetUtcNow()))
            .Publishing(new CoverageEnded(coverage.Client, coverage.Id, input.LastDay));
    }
}
