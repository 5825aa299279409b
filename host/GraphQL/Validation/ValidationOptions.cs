namespace CarePlatform.GraphQL;

/// <summary>Tells why a field that the schema view does not show cannot be used; null for a field that does not exist at all.</summary>
/// <param name="typeName">The type on which the field was selected.</param>
/// <param name="fieldName">The field that was not found on it.</param>
public delegate HiddenField? HiddenFieldLookup(string typeName, string fieldName);

/// <summary>What a client is told about a field that exists but is not shown to it.</summary>
/// <param name="Message">Why the field cannot be used.</param>
/// <param name="Code">The code in the extensions of the error, for programs to read.</param>
public sealed record HiddenField(string Message, string Code);

/// <summary>How documents are checked, and what they may cost.</summary>
public sealed record ValidationOptions
{
    /// <summary>The limits for documents from clients.</summary>
    public static ValidationOptions Default { get; } = new();

    /// <summary>No limits but those on the time that the check itself takes.</summary>
    public static ValidationOptions Unlimited { get; } = new()
    {
        MaxDepth = int.MaxValue,
        MaxFields = int.MaxValue,
        MaxAliases = int.MaxValue,
        MaxRootFields = int.MaxValue,
    };

    /// <summary>The most errors that are told; then the check ends.</summary>
    public int MaxErrors { get; init; } = 100;

    /// <summary>How deep fields may be nested in each other, fragments included.</summary>
    public int MaxDepth { get; init; } = 20;

    /// <summary>The most fields that an operation may select, each fragment counted wherever it is spread.</summary>
    public int MaxFields { get; init; } = 5_000;

    /// <summary>The most aliases that an operation may use, each fragment counted wherever it is spread.</summary>
    public int MaxAliases { get; init; } = 200;

    /// <summary>The most fields that an operation may select of its root type.</summary>
    public int MaxRootFields { get; init; } = 50;

    /// <summary>How many pairs of fields and of fragments are looked at, to see whether fields can be merged, before the document is refused.</summary>
    public int MaxFieldComparisons { get; init; } = 100_000;

    /// <summary>Whether fields of introspection, other than <c>__typename</c>, are refused.</summary>
    public bool ForbidIntrospection { get; init; }

    /// <summary>Tells apart fields that are hidden and fields that do not exist; null when nothing is hidden.</summary>
    public HiddenFieldLookup? HiddenFields { get; init; }
}
