namespace CarePlatform.Platform;

/// <summary>A person who works for the organisation and can own work.</summary>
[View<User>]
internal static class UserView
{
    /// <summary>The person's id.</summary>
    public static UserId Id(User user) => user.Id;

    /// <summary>The person's name.</summary>
    public static string Name(User user) => user.Name;

    /// <summary>Whether the person still works here.</summary>
    public static bool Active(User user) => user.Active;

    /// <summary>Whether work should go to somebody else now: on leave, or no longer active.</summary>
    public static bool Away(User user) => user.Away;

    /// <summary>Who supervises the person.</summary>
    public static UserId? Supervisor(User user) => user.Supervisor;

    /// <summary>Keys of the roles held, such as <c>supervisor</c>.</summary>
    public static IReadOnlyList<string> Roles(User user) => [.. user.Roles.Order(StringComparer.Ordinal)];

    /// <summary>The partner organisation for which the person works; null for the organisation's own people.</summary>
    public static OrganisationId? Organisation(User user) => user.Organisation;

    /// <summary>The teams that the person belongs to.</summary>
    public static async Task<IReadOnlyList<Team>> Teams(User user, People people, CancellationToken ct) =>
        [.. (await people.Teams(ct)).Where(t => user.Teams.Contains(t.Id))];
}

/// <summary>A group of people who share work.</summary>
[View<Team>]
internal static class TeamView
{
    /// <summary>The team's id.</summary>
    public static TeamId Id(Team team) => team.Id;

    /// <summary>Its short name within the organisation, such as <c>front-door</c>.</summary>
    public static string Key(Team team) => team.Key;

    /// <summary>Its name.</summary>
    public static string Name(Team team) => team.Name;

    /// <summary>The site where it works; null when it works everywhere.</summary>
    public static SiteId? Site(Team team) => team.Site;

    /// <summary>Its people, by name.</summary>
    public static async Task<IReadOnlyList<User>> Members(Team team, People people, CancellationToken ct) =>
        [.. (await people.Users(ct)).Where(u => u.Teams.Contains(team.Id)).OrderBy(u => u.Name, StringComparer.Ordinal)];
}

internal sealed class UserById(People people) : DataLoader<UserId, User>
{
    public override async Task<IReadOnlyDictionary<UserId, User>> ReadAsync(IReadOnlyList<UserId> keys, CancellationToken ct) =>
        (await people.Everybody(ct)).ToDictionary(u => u.Id);
}

internal sealed class TeamById(People people) : DataLoader<TeamId, Team>
{
    public override async Task<IReadOnlyDictionary<TeamId, Team>> ReadAsync(IReadOnlyList<TeamId> keys, CancellationToken ct) =>
        (await people.Teams(ct)).ToDictionary(t => t.Id);
}
