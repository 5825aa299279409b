using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Platform;

/// <summary>
/// Lets somebody in no more, within seconds, whatever tokens they hold. What they own goes to the successor, or to whom the rules of
/// owners find; nothing of what they did is lost, and <c>reactivateUser</c> lets them in again.
/// </summary>
[Mutation, Requires("platform.people")]
internal static class DeactivateUser
{
    /// <param name="User">The person.</param>
    /// <param name="Successor">Who takes over what they own; leave it out to let the rules of owners decide.</param>
    public sealed record Input(UserId User, UserId? Successor = null);

    public static async Task<Outcome<User>> Handle(
        Input input, AccessDb db, People people, RoleBook roles, StaffBook staff, TimeProvider clock, CancellationToken ct)
    {
        var now = await roles.Lock(ct);
        if (await people.User(input.User, ct) is not { } person || now.Find(person.Id) is not { } holder)
        {
            return new NotFound("input.user");
        }

        if (input.Successor is { } successor && (successor == person.Id || await people.User(successor, ct) is not { Active: true, Organisation: null }))
        {
            return new InvalidInput("input.successor", "Name somebody else who works here and can sign in, or nobody.");
        }

        if (now.AdministrationLostIn(now.With(holder with { Active = false })) is { Count: > 0 } lost)
        {
            return new AdministrationWouldEnd(lost);
        }

        foreach (var invitation in await db.Invitations.Where(i => i.Person == person.Id && i.AcceptedAt == null && i.WithdrawnAt == null).ToListAsync(ct))
        {
            invitation.Withdraw(clock.GetUtcNow());
        }

        var left = person with { Active = false, Away = true, Cover = input.Successor };
        if (!holder.Active)
        {
            return left;
        }

        await staff.LetOut(person.Id, input.Successor, ct);
        return Outcome.Of(left).Publishing(new UserDeactivated(person.Id, input.Successor, [.. person.Teams], clock.GetUtcNow()));
    }
}
