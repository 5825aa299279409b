namespace CarePlatform.Platform;

/// <summary>What somebody of a partner organisation may know of it.</summary>
[Query, ForPartners, Requires("platform.partner")]
internal static class PartnerQueries
{
    /// <summary>The partner organisation for which the caller is signed in; null for people of the organisation itself.</summary>
    public static async Task<PartnerSelf?> OurOrganisation(Actor actor, Tenant tenant, OrganisationById organisations, CancellationToken ct) =>
        actor.Organisation is { } id && (await organisations.ReadAsync([id], ct)).TryGetValue(id, out var found)
            ? new PartnerSelf(id, found.Name, found.Kind, tenant.Name)
            : null;
}

/// <summary>A partner organisation, as its own people see it.</summary>
/// <param name="Host">The name of the organisation that it works with here.</param>
internal sealed record PartnerSelf(OrganisationId Partner, string Name, string Kind, string Host);

/// <summary>The partner organisation for which somebody is signed in.</summary>
[View<PartnerSelf>("OurOrganisation")]
internal static class PartnerSelfView
{
    /// <summary>Its id here.</summary>
    public static string Id(PartnerSelf self) => self.Partner.ToString();

    /// <summary>Its name.</summary>
    public static string Name(PartnerSelf self) => self.Name;

    /// <summary>What it is, such as <c>hospital</c>.</summary>
    public static string Kind(PartnerSelf self) => self.Kind;

    /// <summary>The name of the organisation that it works with here.</summary>
    public static string Host(PartnerSelf self) => self.Host;
}
