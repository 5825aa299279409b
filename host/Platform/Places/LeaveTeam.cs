namespace CarePlatform.Platform;

/// <summary>
/// Lets somebody work in a team no more. What they own stays with them; the team's queue counts on them no longer. Doing it again changes nothing.
/// </summary>
[Mutation, Requires("platform.people")]
internal static class LeaveTeam
{
    /// <param name="User">The person.</param>
    /// <param name="Team">The team.</param>
    public sealed record Input(UserId User, TeamId Team);

    public static async Task<Outcome<Team>> Handle(Input input, PlaceBook places, People people, Session session, TenantCatalog tenants, CancellationToken ct)
    {
        if (await people.User(input.User, ct) is null)
        {
            return new NotFound("input.user");
        }

        if (await people.Team(input.Team, ct) is not { } team)
        {
            return new NotFound("input.team");
        }

        await places.Leave(input.User, input.Team, ct);
        session.AfterCommit(() => tenants.Forget(session.Tenant.Id));
        return team;
    }
}
