namespace CarePlatform.Platform;

/// <summary>The organisation that runs the platform and whose data this is.</summary>
[View<Tenant>]
internal static class TenantView
{
    /// <summary>Its id.</summary>
    public static TenantId Id(Tenant tenant) => tenant.Id;

    /// <summary>Its short name in addresses and commands.</summary>
    public static string Slug(Tenant tenant) => tenant.Slug;

    /// <summary>Its name.</summary>
    public static string Name(Tenant tenant) => tenant.Name;

    /// <summary>The care model that it works by.</summary>
    public static Recipe? CareModel(Tenant tenant, RecipeCatalog recipes) => recipes.Find(tenant.CareModel);

    /// <summary>The IANA time zone in which its days begin, unless a site says otherwise.</summary>
    public static string TimeZone(Tenant tenant) => tenant.TimeZone.Id;

    /// <summary>Whether its clock may be moved and its data thrown away.</summary>
    public static bool Sandbox(Tenant tenant) => tenant.Sandbox;

    /// <summary>When it is removed with all that is in it, in real time; null where there is no end.</summary>
    public static DateTimeOffset? ExpiresAt(Tenant tenant) => tenant.ExpiresAt;

    /// <summary>Its time now: in a sandbox whose clock was moved, ahead of the world's.</summary>
    public static DateTimeOffset Now(Tenant tenant, Session session) => session.Clock.World.GetUtcNow() + tenant.ClockOffset;
}
