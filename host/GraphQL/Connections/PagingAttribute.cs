namespace CarePlatform.GraphQL;

/// <summary>The page sizes of a field that gives a connection, where the usual ones do not do.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PagingAttribute : Attribute
{
    /// <summary>The items of a page when the client does not say how many.</summary>
    public int DefaultSize { get; init; } = PageRequest.DefaultSize;

    /// <summary>The most items of a page.</summary>
    public int MaxSize { get; init; } = PageRequest.MaxSize;
}
