using CarePlatform.Coordination.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Coordination;

/// <summary>
/// Says how many open steps a person, or each person of a role, is given at most. Whoever has as many is passed over by the rules
/// of owners; an escalation still reaches them, and people may still hand them work.
/// </summary>
[Mutation, Feature("coordination"), Requires("coordination.duty")]
internal static class SetCapacity
{
    /// <param name="Most">The most open steps at a time, from 0.</param>
    /// <param name="Person">The person; leave it out for a role.</param>
    /// <param name="Role">Key of the role; leave it out for a person.</param>
    public sealed record Input(int Most, UserId? Person = null, string? Role = null);

    public static async Task<Outcome<Capacity>> Handle(
        Input input, CoordinationDb db, People people, Actor actor, TimeProvider clock, CancellationToken ct)
    {
        if ((input.Person is null) == (input.Role is null) || input.Most < 0)
        {
            return new InvalidInput("input", "Name either a person or a role, and a number from 0.");
        }

        if (input.Person is { } id
            && (await people.User(id, ct) is not { Active: true } person || !actor.Reaches(person, "coordination.duty")))
        {
            return new NotFound("input.person");
        }

        if (input.Role is { } role
            && (actor.ReachOf("coordination.duty") is not (Reach.Organisation or Reach.Tenant)
                || !(await people.Users(ct)).Any(u => u.Active && u.Roles.Contains(role))))
        {
            return new NotFound("input.role");
        }

        var capacity = await db.Capacities.FirstOrDefaultAsync(c => c.Person == input.Person && c.Role == input.Role, ct);
        if (capacity is null)
        {
            capacity = new Capacity { Id = Id.New<CapacityId>(clock), Person = input.Person, Role = input.Role };
            db.Add(capacity);
        }

        capacity.Allow(input.Most);
        return capacity;
    }
}
