namespace CarePlatform.GraphQL;

/// <summary>The selected fields of one object type by response key, in the order of their first appearance.</summary>
internal sealed class FieldCollector(
    Schema schema, IReadOnlyDictionary<string, FragmentDefinitionNode> fragments, Conditions conditions, Deferrals? deferrals = null)
{
    /// <summary>Collects from several selection sets at once, which belong to fields with the same response key.</summary>
    public IReadOnlyList<FieldGroup> Collect(ObjectType type, IEnumerable<ScopedSelections> selectionSets, int depth)
    {
        var groups = new List<FieldGroup>();
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        var visited = new HashSet<(string, DeferUsage?)>();

        // Fragments may spread each other in a long chain: an own stack cannot overflow.
        var walks = new Stack<(IReadOnlyList<SelectionNode> Selections, int Next, DeferUsage? By)>();
        foreach (var selectionSet in selectionSets)
        {
            walks.Push((selectionSet.Set.Selections, 0, selectionSet.By));
            while (walks.TryPop(out var walk))
            {
                if (walk.Next == walk.Selections.Count)
                {
                    continue;
                }

                walks.Push((walk.Selections, walk.Next + 1, walk.By));
                var selection = walk.Selections[walk.Next];
                if (!conditions.Include(selection))
                {
                    continue;
                }

                if (selection is FieldNode field)
                {
                    Add(groups, places, field, walk.By);
                    continue;
                }

                var by = deferrals is null ? null : deferrals.UsageAt(selection, walk.By, depth);
                if (Below(selection, type, by, visited) is { } inner)
                {
                    walks.Push((inner.Selections, 0, by));
                }
            }
        }

        return groups;
    }

    private static void Add(List<FieldGroup> groups, Dictionary<string, int> places, FieldNode field, DeferUsage? by)
    {
        if (places.TryGetValue(field.ResponseKey, out var place))
        {
            groups[place].Add(field, by);
        }
        else
        {
            places[field.ResponseKey] = groups.Count;
            groups.Add(new FieldGroup(field, by));
        }
    }

    private SelectionSetNode? Below(SelectionNode selection, ObjectType type, DeferUsage? by, HashSet<(string, DeferUsage?)> visited)
    {
        if (selection is InlineFragmentNode inline)
        {
            return Applies(inline.TypeCondition, type) ? inline.SelectionSet : null;
        }

        var spread = (FragmentSpreadNode)selection;
        return IsNew(spread.Name.Value, by, visited)
            && fragments.TryGetValue(spread.Name.Value, out var fragment)
            && Applies(fragment.TypeCondition, type)
                ? fragment.SelectionSet
                : null;
    }

    /// <summary>Whether a fragment was not put in place before, neither as it is deferred here nor by what is around that.</summary>
    private static bool IsNew(string name, DeferUsage? by, HashSet<(string, DeferUsage?)> visited)
    {
        for (var outer = by; outer is not null; outer = outer.Parent)
        {
            if (visited.Contains((name, outer)))
            {
                return false;
            }
        }

        return !visited.Contains((name, null)) && visited.Add((name, by));
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
