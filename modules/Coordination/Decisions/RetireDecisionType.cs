using CarePlatform.Coordination.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Coordination;

/// <summary>Takes a type of decision out of the registry: nobody asks for it any more, and what was asked is still answered.</summary>
[Mutation, Feature("coordination.decisions"), Requires("coordination.define-decisions")]
internal static class RetireDecisionType
{
    /// <param name="Type">The type.</param>
    /// <param name="ExpectedVersion">The version that was seen.</param>
    public sealed record Input(DecisionTypeId Type, int? ExpectedVersion = null);

    public static async Task<Outcome<DecisionType>> Handle(Input input, CoordinationDb db, TimeProvider clock, CancellationToken ct)
    {
        if (await db.DecisionTypes.FirstOrDefaultAsync(t => t.Id == input.Type, ct) is not { } type)
        {
            return new NotFound("input.type");
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
