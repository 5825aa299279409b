using System.Linq.Expressions;
using System.Text.Json;

namespace CarePlatform.GraphQL;

/// <summary>What an ordering may use of the provider of its queries. The library itself knows none.</summary>
public sealed record KeysetProvider
{
    /// <summary>Plain LINQ, for any provider.</summary>
    public static KeysetProvider Plain { get; } = new();

    /// <summary>
    /// Compares rows of keys as the database does, such as <c>(a, b) &gt; (x, y)</c>: one condition, which an index over the keys
    /// answers. Asked only for keys of one direction without nulls; for all others, or when it is null, the condition is spelled out.
    /// </summary>
    public RowComparison? CompareRows { get; init; }

    /// <summary>How keys are written into cursors and read back.</summary>
    public JsonSerializerOptions CursorJson { get; init; } = JsonSerializerOptions.Default;

    /// <summary>Where counting a list stops.</summary>
    public int CountsUpTo { get; init; } = PageRequest.UsualCountsUpTo;
}

/// <summary>Makes the condition that a row of keys lies beyond another.</summary>
/// <param name="keys">The keys of the item.</param>
/// <param name="values">The values of the cursor, of the same types, which a query provider makes parameters.</param>
/// <param name="greater">Whether larger rows are wanted; smaller ones else.</param>
/// <returns>A condition, or null when the provider cannot compare these keys.</returns>
public delegate Expression? RowComparison(IReadOnlyList<Expression> keys, IReadOnlyList<Expression> values, bool greater);

/// <summary>Where items stand whose key is null, whatever the direction of the key.</summary>
public enum NullOrder
{
    /// <summary>Behind all others.</summary>
    Last,

    /// <summary>In front of all others.</summary>
    First,
}
