namespace CarePlatform.GraphQL;

/// <summary>
/// What a field costs each time that it is resolved for a parent, beside the objects that it gives; or what each object of a type
/// costs. Put it into the annotations of the field or type where the work is more than usual.
/// </summary>
/// <param name="Weight">0 or more; an object costs 1 where nothing else is said.</param>
public sealed record Cost(double Weight);

/// <summary>How long the list of a field can be. Put it into the annotations of the field.</summary>
public sealed record ListSize
{
    /// <summary>The length to expect where no slicing argument says it; null for the length that the options assume.</summary>
    public int? Assumed { get; init; }

    /// <summary>The arguments that say how many items are asked for; the largest that is given counts.</summary>
    public IReadOnlyList<string> SlicingArguments { get; init; } = [];

    /// <summary>
    /// The fields of the returned object that hold the items, such as <c>nodes</c> and <c>edges</c>; empty for all its lists
    /// that have no size of their own. Means nothing for a field that is a list itself.
    /// </summary>
    public IReadOnlyList<string> SizedFields { get; init; } = [];
}
