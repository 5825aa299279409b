namespace CarePlatform.Platform;

/// <summary>A table that belongs to tenants.</summary>
/// <param name="Name">Schema and name, as SQL takes them.</param>
/// <param name="Columns">What is exported of it; none when it stays behind as a whole.</param>
internal sealed record ExportedTable(string Name, IReadOnlyList<string> Columns);

/// <summary>What does not leave with the rest.</summary>
/// <param name="What">A table, or a table and column.</param>
/// <param name="Why">The reason.</param>
public sealed record LeftOut(string What, string Why);

/// <summary>A file of an export.</summary>
/// <param name="Name">Its path in the archive.</param>
/// <param name="Rows">How many rows: lines.</param>
/// <param name="Bytes">Its length, unpacked.</param>
/// <param name="Sha256">The SHA-256 of its bytes, in hex.</param>
public sealed record ExportedFile(string Name, long Rows, long Bytes, string Sha256);

/// <summary>What an export says of itself: the last file of the archive.</summary>
/// <param name="Format">The version of this form.</param>
/// <param name="Tenant">Id of the tenant.</param>
/// <param name="Slug">Its short name.</param>
/// <param name="ExportedAt">As of when, in real time: all files show the same instant.</param>
/// <param name="ExportedBy">Who took it.</param>
/// <param name="Schema">The newest migration of each schema, which says what the columns mean.</param>
/// <param name="Files">All other files.</param>
/// <param name="LeftOut">What stayed behind, and why.</param>
public sealed record ExportManifest(
    int Format, string Tenant, string Slug, DateTimeOffset ExportedAt, string ExportedBy, IReadOnlyDictionary<string, string> Schema,
    IReadOnlyList<ExportedFile> Files, IReadOnlyList<LeftOut> LeftOut)
{
    /// <summary>The version that is written.</summary>
    public const int CurrentFormat = 1;

    /// <summary>Its path in the archive.</summary>
    public const string FileName = "manifest.json";
}
