using CarePlatform.Coordination.Contracts;
using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CarePlatform.Coordination;

/// <summary>Somebody who was named for a role on a client's care team.</summary>
internal sealed record NamedMember
{
    public required ClientId Client { get; init; }

    public required UserId Person { get; init; }

    public required string Role { get; init; }
}

internal sealed class NamedMemberMap : IEntityTypeConfiguration<NamedMember>
{
    public void Configure(EntityTypeBuilder<NamedMember> builder)
    {
        builder.ToTable("care_team_members");
        builder.Property<Guid>("TenantId");
        builder.HasKey(m => new { m.Client, m.Person, m.Role });
    }
}

internal sealed class CareTeamLookup(CoordinationDb db) : ICareTeamLookup
{
    public async Task<IReadOnlyDictionary<ClientId, IReadOnlyList<CareTeamMember>>> Find(
        IReadOnlyCollection<ClientId> clients, CancellationToken ct) =>
        (await db.CareTeamMembers.AsNoTracking().Where(m => clients.Contains(m.Client)).OrderBy(m => m.Role).ThenBy(m => m.Person).ToListAsync(ct))
            .GroupBy(m => m.Client)
            .ToDictionary(g => g.Key, IReadOnlyList<CareTeamMember> (g) => [.. g.Select(m => new CareTeamMember(m.Person, m.Role))]);
}

/// <summary>The care team of a client, as rules of owners see it.</summary>
internal sealed record NamedCareTeam(ClientId Client, IReadOnlyList<CareTeamMember> Members);

/// <summary>The care team of a client, as rules of owners see it.</summary>
[View<NamedCareTeam>("StepOwnersCareTeam"), Audited("Client")]
internal static class NamedCareTeamView
{
    /// <summary>Whose care team it is.</summary>
    public static ClientId? Client(NamedCareTeam team) => team.Client;

    /// <summary>Who is on it, by role.</summary>
    public static IReadOnlyList<CareTeamMember> Members(NamedCareTeam team) => team.Members;
}

/// <summary>Somebody on a client's care team.</summary>
[View<CareTeamMember>("StepOwnersCareTeamMember")]
internal static class CareTeamMemberView
{
    /// <summary>The person.</summary>
    public static UserId Person(CareTeamMember member) => member.Person;

    /// <summary>Key of the role on the team, such as care-manager.</summary>
    public static string Role(CareTeamMember member) => member.Role;
}

/// <summary>Care teams, as rules of owners see them.</summary>
[Query, Feature("coordination"), Requires("coordination.read")]
internal static class CareTeamQueries
{
    /// <summary>Who is on the care team of a client; null when nobody is, or the caller sees no work about the client.</summary>
    /// <param name="client">The client.</param>
    public static async Task<NamedCareTeam?> StepOwnersCareTeam(
        ClientId client, CoordinationDb db, ICareTeamLookup teams, Actor actor, CancellationToken ct)
    {
        var sees = actor.ReachOf("coordination.read") is Reach.Organisation or Reach.Tenant
            || await db.WorkItemsFor("coordination.read").AnyAsync(i => i.Client == client, ct);
        return sees && (await teams.Find([client], ct)).TryGetValue(client, out var members) ? new NamedCareTeam(client, members) : null;
    }
}
