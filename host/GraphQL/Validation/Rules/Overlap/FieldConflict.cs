namespace CarePlatform.GraphQL;

/// <summary>Why two selections of one response key cannot be merged, and the fields on both sides.</summary>
internal sealed record FieldConflict(string ResponseKey, string Reason, IReadOnlyList<FieldNode> First, IReadOnlyList<FieldNode> Second)
{
    private const int LongestReason = 2_000;

    /// <summary>The conflict of two fields whose subfields conflict.</summary>
    public static FieldConflict OfSubfields(FieldNode first, FieldNode second, IReadOnlyList<FieldConflict> conflicts) => new(
        first.ResponseKey,
        Shorten(string.Join(" and ", conflicts.Select(conflict => $"subfields \"{conflict.ResponseKey}\" conflict because {conflict.Reason}"))),
        [first, .. conflicts.SelectMany(conflict => conflict.First)],
        [second, .. conflicts.SelectMany(conflict => conflict.Second)]);

    /// <summary>What two fields themselves have in conflict, their subfields left out; null when nothing.</summary>
    public static FieldConflict? Between(SelectedField first, SelectedField second, bool areExclusive)
    {
        if (!areExclusive)
        {
            var (name, otherName) = (first.Node.Name.Value, second.Node.Name.Value);
            if (name != otherName)
            {
                return Of(first, second, $"\"{name}\" and \"{otherName}\" are different fields");
            }

            if (!HaveSameArguments(first.Node.Arguments, second.Node.Arguments))
            {
                return Of(first, second, "they have differing arguments");
            }
        }

        if (!AreStreamedAlike(first.Node, second.Node))
        {
            return Of(first, second, "they have differing stream directives");
        }

        return first.Type is { } type && second.Type is { } otherType && AreShapesDifferent(type, otherType)
            ? Of(first, second, $"they return conflicting types \"{type}\" and \"{otherType}\"")
            : null;
    }

    /// <summary>A reason that grows with each level around it is cut where nobody would read on.</summary>
    private static string Shorten(string reason) => reason.Length <= LongestReason ? reason : reason[..LongestReason] + " …";

    private static FieldConflict Of(SelectedField first, SelectedField second, string reason) =>
        new(first.Node.ResponseKey, reason, [first.Node], [second.Node]);

    private static bool AreStreamedAlike(FieldNode first, FieldNode second)
    {
        if (first.Directives.Count == 0 && second.Directives.Count == 0)
        {
            return true;
        }

        return (IncrementalDirectives.Find(first.Directives, "stream"), IncrementalDirectives.Find(second.Directives, "stream")) switch
        {
            (null, null) => true,
            ({ } one, { } other) => HaveSameArguments(one.Arguments, other.Arguments),
            _ => false,
        };
    }

    private static bool HaveSameArguments(IReadOnlyList<ArgumentNode> first, IReadOnlyList<ArgumentNode> second)
    {
        if (first.Count != second.Count)
        {
            return false;
        }

        foreach (var argument in first)
        {
            // Of an argument that is given twice the last counts, as where documents are executed.
            var other = second.LastOrDefault(candidate => candidate.Name.Value == argument.Name.Value);
            if (other is null || !CanonicalValue.AreEqual(argument.Value, other.Value))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Lists, non-null types and leaf types must be the same; the fields of composite types are compared by themselves.</summary>
    private static bool AreShapesDifferent(GraphType first, GraphType second) => (first, second) switch
    {
        (ListType one, ListType other) => AreShapesDifferent(one.Of, other.Of),
        (ListType, _) or (_, ListType) => true,
        (NonNullType one, NonNullType other) => AreShapesDifferent(one.Of, other.Of),
        (NonNullType, _) or (_, NonNullType) => true,
        (CompositeType, CompositeType) => false,
        _ => !ReferenceEquals(first, second),
    };
}
