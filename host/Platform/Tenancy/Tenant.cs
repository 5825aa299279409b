namespace CarePlatform.Platform;

/// <summary>What the platform knows of a tenant while it serves it: a snapshot, replaced within seconds of a change.</summary>
/// <param name="Slug">Short name in addresses and commands, such as <c>harbor</c>.</param>
/// <param name="Database">Name of the database (cell) that holds its rows; see <see cref="Databases"/>.</param>
/// <param name="CareModel">Key of the recipe it was made from.</param>
/// <param name="TimeZone">Where its days begin, unless a site says otherwise.</param>
/// <param name="Sandbox">Whether its clock may be moved and its data thrown away.</param>
/// <param name="ClockOffset">How far its clock is ahead of the world's; zero outside sandboxes.</param>
/// <param name="Features">The features that are on, dependencies included.</param>
public sealed record Tenant(
    TenantId Id,
    string Slug,
    string Name,
    string Database,
    string CareModel,
    TimeZoneInfo TimeZone,
    bool Sandbox,
    TimeSpan ClockOffset,
    FeatureSet Features)
{
    /// <summary>Which life of a sandbox this is: each reset begins another. Zero when it was not read from the register.</summary>
    public int Life { get; init; }

    /// <summary>From when on a sandbox is removed, in real time; null where there is no end.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Since when nobody is let in, because the sandbox is being founded or reset; null while it is open.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>The tenant that founded the sandbox; null for every other tenant.</summary>
    public TenantId? FoundedFor { get; init; }

    /// <summary>How its people sign in, where it has decided that itself; null where the deployment's ways hold.</summary>
    public TenantSignIn? SignIn { get; init; }
}
