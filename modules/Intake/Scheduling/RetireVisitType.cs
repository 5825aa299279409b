using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Intake;

/// <summary>A kind of visit cannot be booked any more. What is booked stands.</summary>
[Mutation, Feature("intake.scheduling"), Requires("intake.design-schedule")]
internal static class RetireVisitType
{
    /// <summary>Which one.</summary>
    /// <param name="VisitType">The kind of visit.</param>
    /// <param name="ExpectedVersion">The version that the caller has read.</param>
    public sealed record Input(VisitTypeId VisitType, int? ExpectedVersion = null);

    public static async Task<Outcome<VisitType>> Handle(Input input, IntakeDb db, TimeProvider clock, CancellationToken ct)
    {
        if (await db.VisitTypes.FirstOrDefaultAsync(v => v.Id == input.VisitType, ct) is not { } type)
        {
            return new NotFound("input.visitType");
        }

        if (input.ExpectedVersion is { } expected && expected != type.Version)
        {
            return new VersionConflict(expected, type.Version);
        }

        if (type.RetiredAt is null)
        {
            type.Retire(clock.GetUtcNow());
        }

        return type;
    }
}
