namespace CarePlatform.Platform;

/// <summary>The scopes that API clients can ask for: the permissions of the modules, by module and verb.</summary>
internal sealed class ScopeCatalog(Catalog catalog)
{
    /// <summary>All of them, by id.</summary>
    public IReadOnlyList<PermissionDeclaration> All { get; } =
        [.. catalog.Modules.SelectMany(m => m.Permissions).OrderBy(p => p.Id, StringComparer.Ordinal)];

    /// <summary>Those that are none.</summary>
    public IReadOnlyList<string> Unknown(IEnumerable<string> scopes) =>
        [.. scopes.Where(s => !All.Any(p => p.Id == s)).Distinct(StringComparer.Ordinal)];
}
