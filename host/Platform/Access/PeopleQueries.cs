namespace CarePlatform.Platform;

/// <summary>The organisation, its people and the organisations it works with.</summary>
[Query, Requires("platform.read")]
internal static class PeopleQueries
{
    /// <summary>The organisation for which the caller is signed in.</summary>
    public static Tenant Tenant(Tenant tenant) => tenant;

    /// <summary>The person who is signed in; whoever is may ask.</summary>
    [ForWhoeverAsks]
    public static UserId? Me(Actor actor) => actor.User;

    /// <summary>What the person who is signed in may do, by permission.</summary>
    [ForWhoeverAsks]
    public static IReadOnlyList<string> MyPermissions(Actor actor) => [.. actor.Permissions.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Everybody who works for the organisation, by name.</summary>
    public static async Task<IReadOnlyList<User>> Users(People people, CancellationToken ct) =>
        [.. (await people.Users(ct)).OrderBy(u => u.Name, StringComparer.Ordinal)];

    /// <summary>The teams of the organisation, by name.</summary>
    public static async Task<IReadOnlyList<Team>> Teams(People people, CancellationToken ct) => await people.Teams(ct);

    /// <summary>The places where the organisation works, by name.</summary>
    public static Task<IReadOnlyList<Site>> Sites(Sites sites, CancellationToken ct) => sites.All(ct);

    /// <summary>The organisations that this one works with, by name.</summary>
    public static Task<IReadOnlyList<Organisation>> Organisations(OrganisationById organisations, CancellationToken ct) => organisations.All(ct);
}
