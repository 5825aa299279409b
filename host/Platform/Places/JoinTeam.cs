namespace CarePlatform.Platform;

/// <summary>
/// Lets somebody work in a team: within seconds they reach the team's work, and its queue counts on them. Doing it again changes nothing.
/// </summary>
[Mutation, Requires("platform.people")]
internal static class JoinTeam
{
    /// <param name="User">The person.</param>
    /// <param name="Team">The team.</param>
    public sealed record Input(UserId User, TeamId Team);

    /// <summary>Somebody would give themselves the work of another team.</summary>
    public sealed record NotOneself() : Refusal("platform.not_oneself", "Nobody lets themselves into a team: have a colleague do it.", "input.user");

    public static async Task<Outcome<Team>> Handle(Input input, PlaceBook places, People people, Actor actor, Session session, TenantCatalog tenants, CancellationToken ct)
    {
        if (await people.User(input.User, ct) is not { Active: true, Organisation: null })
        {
            return new NotFound("input.user");
        }

        if (await people.Team(input.Team, ct) is not { } team)
        {
            return new NotFound("input.team");
        }

        if (actor.User == input.User)
        {
            return new NotOneself();
        }

        await places.Join(input.User, input.Team, ct);
        session.AfterCommit(() => tenants.Forget(session.Tenant.Id));
        return team;
    }
}
