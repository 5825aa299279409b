using CarePlatform.Coordination.Contracts;
using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Coordination;

/// <summary>
/// Names who has which role on a client's care team, so that rules of owners find them. It replaces who was named before; steps
/// that are open stay with whom they are.
/// </summary>
[Mutation, Feature("coordination"), Requires("coordination.reassign")]
internal static class NameCareTeam
{
    private const int MostMembers = 50;
    private const int LongestRole = 60;

    /// <param name="Client">Whose care team it is.</param>
    /// <param name="Members">Everybody on it, 50 at most; none takes the team back.</param>
    public sealed record Input(ClientId Client, IReadOnlyList<Member> Members);

    /// <summary>Somebody on the team.</summary>
    /// <param name="Person">The person.</param>
    /// <param name="Role">Key of the role on the team, such as care-manager.</param>
    public sealed record Member(UserId Person, string Role);

    public static async Task<Outcome<NamedCareTeam>> Handle(
        Input input, CoordinationDb db, IClientLookup clients, People people, Actor actor, CancellationToken ct)
    {
        if (actor.ReachOf("coordination.reassign") is not (Reach.Organisation or Reach.Tenant)
            || !(await clients.Find([input.Client], ct)).ContainsKey(input.Client))
        {
            return new NotFound("input.client");
        }

        if (input.Members.Count > MostMembers || input.Members.Distinct().Count() != input.Members.Count
            || input.Members.Any(m => string.IsNullOrWhiteSpace(m.Role) || m.Role.Length > LongestRole))
        {
            return new InvalidInput(
                "input.members", $"Name up to {MostMembers} people, each once for a role, and give each role a key of up to {LongestRole} characters.");
        }

        foreach (var member in input.Members)
        {
            if (await people.User(member.Person, ct) is not { Active: true })
            {
                return new NotFound("input.members");
            }
        }

        await db.CareTeamMembers.Where(m => m.Client == input.Client).ExecuteDeleteAsync(ct);
        db.AddRange(input.Members.Select(m => new NamedMember { Client = input.Client, Person = m.Person, Role = m.Role }));
        return new NamedCareTeam(input.Client, [.. input.Members.Select(m => new CareTeamMember(m.Person, m.Role))]);
    }
}
