namespace CarePlatform.Platform;

/// <summary>What the platform itself lets an organisation's people do.</summary>
internal sealed class PlatformModule : IModule
{
    public string Name => "platform";

    public IReadOnlyList<FeatureDeclaration> Features => [];

    public IReadOnlyList<PermissionDeclaration> Permissions { get; } =
    [
        new("platform.read", "See the organisation, its people, teams, sites and partners"),
        new("platform.administer", "Choose the care model and switch features"),
        new("platform.places", "Enter sites, teams and partner organisations, and say when the organisation works"),
        new("platform.people", "Invite people, let them in and out, and give and take roles"),
        new("platform.roles", "Say what roles allow, and retire them"),
        new("platform.export", "Take everything of the organisation with them"),
        new("platform.move-clock", "Move the clock of a sandbox"),
        new("platform.sandboxes", "Found sandboxes, reset and remove them"),
        new("platform.operate", "See how far deliveries are, and replay or skip what failed"),
        new("platform.partner", "Enter for a partner organisation"),
        new("platform.clients", "Enter API clients, change their secrets and keys, and revoke them"),
        new("platform.secure", "Decide how people sign in, and approve what API clients may do"),
        new("platform.read-audit", "Search the audit trail and verify that nobody changed it"),
        new("platform.privacy", "Lay down who sees what, and account for what left the organisation"),
    ];
}
