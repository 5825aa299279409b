using CarePlatform.Coordination.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Coordination;

/// <summary>Ends a delegation at once: from now on the person has the own new steps again. What was given meanwhile stays.</summary>
[Mutation, Feature("coordination"), Requires("coordination.absence")]
internal static class EndDelegation
{
    /// <param name="Delegation">The delegation.</param>
    /// <param name="ExpectedVersion">The version that was seen.</param>
    public sealed record Input(DelegationId Delegation, int? ExpectedVersion = null);

    public static async Task<Outcome<Delegation>> Handle(
        Input input, CoordinationDb db, People people, Actor actor, TenantClock clock, CancellationToken ct)
    {
        if (await db.Delegations.FirstOrDefaultAsync(d => d.Id == input.Delegation, ct) is not { } delegation
            || await people.User(delegation.Person, ct) is not { } person || !actor.Reaches(person, "coordination.absence"))
        {
            return new NotFound("input.delegation");
        }

        if (input.ExpectedVersion is { } expected && expected != delegation.Version)
        {
            return new VersionConflict(expected, delegation.Version);
        }

        var yesterday = clock.DayOf(clock.GetUtcNow()).AddDays(-1);
        if (yesterday < delegation.FirstDay)
        {
            db.Remove(delegation);
        }
        else if (yesterday < delegation.LastDay)
        {
            delegation.EndOn(yesterday);
        }

        return delegation;
    }
}
