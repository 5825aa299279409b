namespace CarePlatform.GraphQL;

/// <summary>Introspection does not nest lists of fields or types in each other so deep that the answer explodes.</summary>
internal sealed class MaxIntrospectionDepth : ValidationRule
{
    private const int MaxLists = 3;

    /// <summary>A field that was reported; what is inside it is not looked at.</summary>
    private FieldNode? _reported;

    public MaxIntrospectionDepth(ValidationContext context)
        : base(context, SyntaxKind.Field)
    {
    }

    public override void Enter(SyntaxNode node)
    {
        var field = (FieldNode)node;
        if (_reported is null && field.Name.Value is ("__schema" or "__type") && IsTooDeep(field))
        {
            _reported = field;
            Report("Maximum introspection depth exceeded", node);
        }
    }

    public override void Leave(SyntaxNode node)
    {
        if (ReferenceEquals(node, _reported))
        {
            _reported = null;
        }
    }

    private bool IsTooDeep(FieldNode start)
    {
        var seen = new HashSet<(string Fragment, int Lists)>();
        var open = new HashSet<string>(StringComparer.Ordinal);
        var pending = new Stack<(SelectionNode Selection, int Lists, bool IsLeft)>([(start, 0, false)]);
        while (pending.TryPop(out var next))
        {
            var (selection, lists, isLeft) = next;
            if (isLeft)
            {
                open.Remove(((FragmentSpreadNode)selection).Name.Value);
                continue;
            }

            SelectionSetNode? inner = null;
            switch (selection)
            {
                case FieldNode field:
                    lists += field.Name.Value is "fields" or "interfaces" or "possibleTypes" or "inputFields" ? 1 : 0;
                    inner = field.SelectionSet;
                    break;
                case InlineFragmentNode inline:
                    inner = inline.SelectionSet;
                    break;
                case FragmentSpreadNode spread when seen.Add((spread.Name.Value, lists)) && open.Add(spread.Name.Value):
                    pending.Push((spread, lists, true));
                    inner = Context.Fragments.Find(spread.Name.Value)?.SelectionSet;
                    break;
            }

            if (lists >= MaxLists)
            {
                return true;
            }

            foreach (var below in inner?.Selections ?? [])
            {
                pending.Push((below, lists, false));
            }
        }

        return false;
    }
}

/// <summary>No field of introspection is selected.</summary>
internal sealed class NoSchemaIntrospection : ValidationRule
{
    public NoSchemaIntrospection(ValidationContext context)
        : base(context, SyntaxKind.Field)
    {
    }

    public override void Enter(SyntaxNode node)
    {
        if (Types.Type?.Innermost.Name.StartsWith("__", StringComparison.Ordinal) is true)
        {
            Report($"GraphQL introspection has been disabled, but the requested query contained the field \"{((FieldNode)node).Name.Value}\".", node);
        }
    }
}
