namespace CarePlatform.GraphQL;

/// <summary>No fragment reaches itself. The way through the fragments is kept on a stack of its own.</summary>
internal sealed class NoFragmentCycles : ValidationRule
{
    private const int MostNames = 20;

    private readonly HashSet<string> _visited = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _depths = new(StringComparer.Ordinal);
    private readonly List<FragmentSpreadNode> _way = [];

    public NoFragmentCycles(ValidationContext context)
        : base(context, SyntaxKind.FragmentDefinition)
    {
    }

    public override void Enter(SyntaxNode node)
    {
        var open = new Stack<(FragmentDefinitionNode Fragment, int Next)>();
        Open(open, (FragmentDefinitionNode)node);
        while (open.TryPop(out var step))
        {
            var spreads = Context.Fragments.SpreadsIn(step.Fragment.SelectionSet);
            if (step.Next == spreads.Count)
            {
                _depths.Remove(step.Fragment.Name.Value);
                if (open.Count > 0)
                {
                    _way.RemoveAt(_way.Count - 1);
                }

                continue;
            }

            open.Push((step.Fragment, step.Next + 1));
            var spread = spreads[step.Next];
            _way.Add(spread);
            if (_depths.TryGetValue(spread.Name.Value, out var depth))
            {
                ReportCycle(spread.Name.Value, _way[depth..]);
            }
            else if (Context.Fragments.Find(spread.Name.Value) is { } fragment && Open(open, fragment))
            {
                continue;
            }

            _way.RemoveAt(_way.Count - 1);
        }
    }

    private bool Open(Stack<(FragmentDefinitionNode Fragment, int Next)> open, FragmentDefinitionNode fragment)
    {
        if (!_visited.Add(fragment.Name.Value))
        {
            return false;
        }

        _depths[fragment.Name.Value] = _way.Count;
        open.Push((fragment, 0));
        return true;
    }

    private void ReportCycle(string name, List<FragmentSpreadNode> cycle)
    {
        var names = cycle.SkipLast(1).Select(spread => $"\"{spread.Name.Value}\"");
        var via = string.Join(", ", cycle.Count <= MostNames ? names : names.Take(MostNames).Append("and others"));
        Report($"Cannot spread fragment \"{name}\" within itself{(via.Length == 0 ? "" : $" via {via}")}.", cycle);
    }
}
