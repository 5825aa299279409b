namespace CarePlatform.GraphQL;

/// <summary>The selected fields of one object type by response key, in the order of their first appearance.</summary>
internal sealed class FieldCollector(Schema schema, IReadOnlyDictionary<string, FragmentDefinitionNode> fragments, Conditions conditions)
{
    /// <summary>Collects from several selection sets at once, which belong to fields with the same response key.</summary>
    public IReadOnlyList<IReadOnlyList<FieldNode>> Collect(ObjectType type, IEnumerable<SelectionSetNode> selectionSets)
    {
        var groups = new List<List<FieldNode>>();
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        var visited = new HashSet<string>(StringComparer.Ordinal);

        // Fragments may spread each other in a long chain: an own stack cannot overflow.
        var walks = new Stack<(IReadOnlyList<SelectionNode> Selections, int Next)>();
        foreach (var selectionSet in selectionSets)
        {
            walks.Push((selectionSet.Selections, 0));
            while (walks.TryPop(out var walk))
            {
                if (walk.Next == walk.Selections.Count)
                {
                    continue;
                }

                walks.Push((walk.Selections, walk.Next + 1));
                var selection = walk.Selections[walk.Next];
                if (!conditions.Include(selection))
                {
                    continue;
                }

                if (selection is FieldNode field)
                {
                    Add(groups, places, field);
                }
                else if (Below(selection, type, visited) is { } inner)
                {
                    walks.Push((inner.Selections, 0));
                }
            }
        }

        return groups;
    }

    private static void Add(List<List<FieldNode>> groups, Dictionary<string, int> places, FieldNode field)
    {
        if (places.TryGetValue(field.ResponseKey, out var place))
        {
            groups[place].Add(field);
        }
        else
        {
            places[field.ResponseKey] = groups.Count;
            groups.Add([field]);
        }
    }

    private SelectionSetNode? Below(SelectionNode selection, ObjectType type, HashSet<string> visited)
    {
        if (selection is InlineFragmentNode inline)
        {
            return Applies(inline.TypeCondition, type) ? inline.SelectionSet : null;
        }

        var spread = (FragmentSpreadNode)selection;
        return visited.Add(spread.Name.Value)
            && fragments.TryGetValue(spread.Name.Value, out var fragment)
            && Applies(fragment.TypeCondition, type)
                ? fragment.SelectionSet
                : null;
    }

    private bool Applies(NamedTypeNode? condition, ObjectType type) =>
        condition is null
        || schema.FindType(condition.Name.Value) switch
        {
            ObjectType same => ReferenceEquals(same, type),
            IAbstractType several => schema.IsSubtype(several, type),
            _ => false,
        };
}
