namespace CarePlatform.Platform;

/// <summary>Lets somebody in again who was deactivated, with the roles that they had; what was handed over stays with whom it is.</summary>
[Mutation, Requires("platform.people")]
internal static class ReactivateUser
{
    /// <param name="User">The person.</param>
    public sealed record Input(UserId User);

    /// <summary>The person has never signed in.</summary>
    public sealed record NeverSignedIn() : Refusal(
        "platform.never_signed_in", "This person has never signed in. Invite them instead.", "input.user");

    public static async Task<Outcome<User>> Handle(
        Input input, People people, RoleBook roles, StaffBook staff, Actor actor, TimeProvider clock, CancellationToken ct)
    {
        if (actor.User is not { } me)
        {
            return new NeedsPerson();
        }

        var now = await roles.Lock(ct);
        if (await people.User(input.User, ct) is not { } person)
        {
            return new NotFound("input.user");
        }

        if (person.Active)
        {
            return person;
        }

        if (!await staff.HasSignIn(person.Id, ct))
        {
            return new NeverSignedIn();
        }

        if (GrantRules.Refuse(now, me, person.Id, [.. person.Roles]) is { } refusal)
        {
            return refusal;
        }

        await staff.LetIn(person.Id, ct);
        return Outcome.Of(person with { Active = true, Away = false, Cover = null }).Publishing(new UserReactivated(person.Id, clock.GetUtcNow()));
    }
}
