namespace CarePlatform.GraphQL;

/// <summary>By what a filter compares a value.</summary>
[Flags]
public enum FilterOperations
{
    /// <summary>What suits the type: all for text, numbers and times; the same and one of several for the rest.</summary>
    Usual = 0,

    /// <summary><c>eq</c>: the same; null finds what has no value.</summary>
    Equal = 1,

    /// <summary><c>in</c>: one of several, at most 100.</summary>
    OneOf = 2,

    /// <summary><c>lt</c>, <c>lte</c>, <c>gt</c>, <c>gte</c>: less or greater, or the same.</summary>
    Order = 4,

    /// <summary><c>startsWith</c>: text that begins so. An index can answer it.</summary>
    StartsWith = 8,

    /// <summary><c>contains</c>: text that holds this somewhere. It reads every row.</summary>
    Contains = 16,
}
