namespace CarePlatform.GraphQL;

/// <summary>Takes a document with several operations apart.</summary>
public static class OperationSeparation
{
    /// <summary>
    /// A document for each operation with the fragments that it reaches, in the order of the original,
    /// by the name of the operation; the empty name stands for an anonymous operation.
    /// </summary>
    public static IReadOnlyDictionary<string, DocumentNode> Separate(DocumentNode document)
    {
        var spreads = document.Definitions.OfType<FragmentDefinitionNode>()
            .GroupBy(fragment => fragment.Name.Value)
            .ToDictionary(group => group.Key, group => SpreadsIn(group.Last()));
        var documents = new Dictionary<string, DocumentNode>();
        foreach (var operation in document.Definitions.OfType<OperationDefinitionNode>())
        {
            var reached = Reach(SpreadsIn(operation), spreads);
            documents[operation.Name?.Value ?? ""] = new DocumentNode
            {
                Definitions = [.. document.Definitions.Where(definition =>
                    definition == operation || (definition is FragmentDefinitionNode fragment && reached.Contains(fragment.Name.Value)))],
            };
        }

        return documents;
    }

    private static HashSet<string> Reach(HashSet<string> start, Dictionary<string, HashSet<string>> spreads)
    {
        var reached = new HashSet<string>(start);
        var pending = new Stack<string>(start);
        while (pending.TryPop(out var name))
        {
            foreach (var next in spreads.GetValueOrDefault(name, []))
            {
                if (reached.Add(next))
                {
                    pending.Push(next);
                }
            }
        }

        return reached;
    }

    private static HashSet<string> SpreadsIn(SyntaxNode definition)
    {
        var collector = new SpreadCollector();
        collector.Visit(definition);
        return collector.Names;
    }

    private sealed class SpreadCollector : SyntaxVisitor
    {
        public HashSet<string> Names { get; } = [];

        protected override VisitResult Enter(SyntaxNode node)
        {
            if (node is FragmentSpreadNode spread)
            {
                Names.Add(spread.Name.Value);
            }

            return node is ValueNode or TypeNode ? VisitResult.SkipChildren : VisitResult.Continue;
        }
    }
}
