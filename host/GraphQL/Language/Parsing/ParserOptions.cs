namespace CarePlatform.GraphQL;

/// <summary>What a document may cost before the parser refuses it.</summary>
public sealed record ParserOptions
{
    /// <summary>The limits for documents from clients.</summary>
    public static ParserOptions Default { get; } = new();

    /// <summary>Limits for texts that the program itself brings, such as schemas.</summary>
    public static ParserOptions Trusted { get; } = new() { MaxTokens = int.MaxValue, MaxDirectives = int.MaxValue };

    /// <summary>The most tokens that a document may have.</summary>
    public int MaxTokens { get; init; } = 15_000;

    /// <summary>How deep selections, list and object values, and list types may be nested in one another.</summary>
    public int MaxDepth { get; init; } = 200;

    /// <summary>The most characters that a name may have. Names are repeated in errors, so that long ones would make long answers.</summary>
    public int MaxNameLength { get; init; } = 500;

    /// <summary>The most directives that a document may use.</summary>
    public int MaxDirectives { get; init; } = 1_000;
}
