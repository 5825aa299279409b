namespace CarePlatform.GraphQL;

/// <summary>A subscription selects exactly one field, which is not one of introspection and always there.</summary>
internal sealed class SingleFieldSubscriptions : ValidationRule
{
    public SingleFieldSubscriptions(ValidationContext context)
        : base(context, SyntaxKind.OperationDefinition)
    {
    }

    public override void Enter(SyntaxNode node)
    {
        var operation = (OperationDefinitionNode)node;
        if (operation.Operation is not OperationKind.Subscription || Context.Schema.Subscription is not ObjectType root)
        {
            return;
        }

        var subject = operation.Name is { } name ? $"Subscription \"{name.Value}\"" : "Anonymous Subscription";
        var fields = new OrderedDictionary<string, List<FieldNode>>(StringComparer.Ordinal);
        var conditions = new List<DirectiveNode>();
        Collect(operation.SelectionSet, root, fields, conditions);
        if (conditions.Count > 0)
        {
            Report($"{subject} must not use `@skip` or `@include` directives in the top level selection.", conditions);
            return;
        }

        if (fields.Count > 1)
        {
            Report($"{subject} must select only one top level field.", [.. fields.Skip(1).SelectMany(entry => entry.Value)]);
        }

        foreach (var (_, nodes) in fields)
        {
            if (nodes[0].Name.Value.StartsWith("__", StringComparison.Ordinal))
            {
                Report($"{subject} must not select an introspection top level field.", nodes);
            }
        }
    }

    private void Collect(
        SelectionSetNode selectionSet, ObjectType root, OrderedDictionary<string, List<FieldNode>> fields, List<DirectiveNode> conditions)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var pending = new Stack<SelectionNode>(selectionSet.Selections.Reverse());
        while (pending.TryPop(out var selection))
        {
            conditions.AddRange(selection.Directives.Where(directive => directive.Name.Value is "skip" or "include"));
            switch (selection)
            {
                case FieldNode field:
                    if (!fields.TryGetValue(field.ResponseKey, out var nodes))
                    {
                        fields[field.ResponseKey] = nodes = [];
                    }

                    nodes.Add(field);
                    break;
                case InlineFragmentNode inline when Applies(inline.TypeCondition, root):
                    PushAll(pending, inline.SelectionSet);
                    break;
                case FragmentSpreadNode spread when seen.Add(spread.Name.Value):
                    if (Context.Fragments.Find(spread.Name.Value) is { } fragment && Applies(fragment.TypeCondition, root))
                    {
                        PushAll(pending, fragment.SelectionSet);
                    }

                    break;
            }
        }
    }

    private bool Applies(NamedTypeNode? condition, ObjectType root) =>
        condition is null
        || (Context.Schema.FindType(condition) is { } type
            && (ReferenceEquals(type, root) || (type is IAbstractType general && Context.Schema.IsSubtype(general, root))));

    private static void PushAll(Stack<SelectionNode> pending, SelectionSetNode set)
    {
        for (var i = set.Selections.Count - 1; i >= 0; i--)
        {
            pending.Push(set.Selections[i]);
        }
    }
}
