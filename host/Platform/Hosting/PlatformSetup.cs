using CarePlatform.Messaging;

namespace CarePlatform.Platform;

/// <summary>What a host chooses: the modules it loads, where the data lies and who vouches for the people who sign in.</summary>
/// <param name="Issuer">The built-in issuer for people; null where an authority is configured.</param>
/// <param name="ShowFaults">Whether the text of an unexpected fault may be shown to the caller: in Development only.</param>
public sealed record PlatformSetup(
    IReadOnlyList<IModule> Modules, Databases Databases, SignInOptions SignIn, BuiltInIssuer? Issuer, bool ShowFaults)
{
    /// <summary>The care models that tenants can choose; those that are shipped when none are given.</summary>
    public IReadOnlyList<Recipe>? Recipes { get; init; }

    /// <summary>Seals signing keys in the database; without one the built-in issuer's key does, and without that no machine gets a token.</summary>
    public SealingKey? Sealing { get; init; }

    /// <summary>The migrations of the platform, the log and the modules, in the order in which they are applied.</summary>
    public static IReadOnlyList<MigrationSet> Migrations(IEnumerable<IModule> modules) =>
    [
        MigrationSet.Of("platform", typeof(PlatformSetup).Assembly),
        MigrationSet.Of("messaging", typeof(EventLog).Assembly),
        .. modules.Where(m => m.GetType().Assembly != typeof(PlatformSetup).Assembly)
            .Select(m => MigrationSet.Of(m.Name, m.GetType().Assembly)),
    ];
}
