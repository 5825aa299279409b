using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Coordination;

/// <summary>Takes back what was said of how many open steps a person, or each person of a role, is given at most.</summary>
[Mutation, Feature("coordination"), Requires("coordination.duty")]
internal static class LiftCapacity
{
    /// <param name="Person">The person; leave it out for a role.</param>
    /// <param name="Role">Key of the role; leave it out for a person.</param>
    public sealed record Input(UserId? Person = null, string? Role = null);

    public static async Task<Outcome<Capacity>> Handle(
        Input input, CoordinationDb db, People people, Actor actor, CancellationToken ct)
    {
        var widely = actor.ReachOf("coordination.duty") is Reach.Organisation or Reach.Tenant;
        var person = input.Person is { } id ? await people.User(id, ct) : null;
        if (await db.Capacities.FirstOrDefaultAsync(c => c.Person == input.Person && c.Role == input.Role, ct) is not { } capacity
            || !(widely || (person is not null && actor.Reaches(person, "coordination.duty"))))
        {
            return new NotFound(input.Person is null ? "input.role" : "input.person");
        }

        db.Remove(capacity);
        return capacity;
    }
}
