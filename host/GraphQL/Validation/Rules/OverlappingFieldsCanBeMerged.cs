namespace CarePlatform.GraphQL;

/// <summary>
/// Fields of one response key can become one: they are the same field with the same arguments, or no object has both, and their
/// shapes agree. Comparisons that wait for others are kept on a stack of its own, so that no depth of the document is too deep, and
/// they are counted, so that a document made for it cannot keep the server busy.
/// </summary>
internal sealed class OverlappingFieldsCanBeMerged : ValidationRule
{
    private readonly FieldPairs _pairs;
    private readonly HashSet<(SelectionSetNode, SelectionSetNode, bool)> _mergeable = [];

    public OverlappingFieldsCanBeMerged(ValidationContext context)
        : base(context, SyntaxKind.SelectionSet) => _pairs = new FieldPairs(context);

    public override void Enter(SyntaxNode node)
    {
        // The fields of an inline fragment were compared as fields of the selection around it.
        if (_pairs.IsExhausted || Context.Path[^2] is InlineFragmentNode)
        {
            return;
        }

        foreach (var conflict in ConflictsIn((SelectionSetNode)node))
        {
            Report(
                $"Fields \"{conflict.ResponseKey}\" conflict because {conflict.Reason}. Use different aliases on the fields to fetch both if this was intentional.",
                [.. conflict.First, .. conflict.Second]);
        }

        if (_pairs.IsExhausted)
        {
            Context.Report(new GraphQLError("The document selects the same fields too often to check whether they can be merged.", node)
            {
                Extensions = new Dictionary<string, object?> { ["code"] = "DOCUMENT_TOO_LARGE" },
            });
        }
    }

    private List<FieldConflict> ConflictsIn(SelectionSetNode set)
    {
        var found = new List<FieldConflict>();
        var open = new Stack<Comparison>();
        open.Push(new Comparison(_pairs.Within(set, Types.Parent), null));
        while (open.TryPeek(out var comparison))
        {
            if (comparison.Conflicts.Count <= Context.Options.MaxErrors && comparison.Pairs.MoveNext() && !_pairs.IsExhausted)
            {
                Compare(comparison, open);
                continue;
            }

            open.Pop();
            comparison.Pairs.Dispose();
            if (comparison.Conflicts.Count == 0)
            {
                Remember(comparison);
            }
            else if (comparison.Of is { } pair)
            {
                open.Peek().Conflicts.Add(FieldConflict.OfSubfields(pair.First.Node, pair.Second.Node, comparison.Conflicts));
            }
            else
            {
                found = comparison.Conflicts;
            }
        }

        return found;
    }

    private void Compare(Comparison comparison, Stack<Comparison> open)
    {
        var pair = comparison.Pairs.Current;
        var areExclusive = pair.AreExclusive
            || (pair.First.Parent is ObjectType parent && pair.Second.Parent is ObjectType other && !ReferenceEquals(parent, other));
        if (FieldConflict.Between(pair.First, pair.Second, areExclusive) is { } conflict)
        {
            comparison.Conflicts.Add(conflict);
        }
        else if (pair.First.Node.SelectionSet is { } first && pair.Second.Node.SelectionSet is { } second
            && !_mergeable.Contains((first, second, areExclusive)))
        {
            open.Push(new Comparison(_pairs.Between(pair, areExclusive), pair with { AreExclusive = areExclusive }));
        }
    }

    private void Remember(Comparison comparison)
    {
        if (comparison.Of is { } pair)
        {
            _mergeable.Add((pair.First.Node.SelectionSet!, pair.Second.Node.SelectionSet!, pair.AreExclusive));
        }
    }

    /// <summary>The comparison of the selections of two fields, or of one selection set with itself.</summary>
    private sealed class Comparison(IEnumerable<FieldPair> pairs, FieldPair? of)
    {
        public IEnumerator<FieldPair> Pairs { get; } = pairs.GetEnumerator();

        public FieldPair? Of { get; } = of;

        public List<FieldConflict> Conflicts { get; } = [];
    }
}
