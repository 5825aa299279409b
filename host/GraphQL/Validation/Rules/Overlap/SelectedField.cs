namespace CarePlatform.GraphQL;

/// <summary>A field as a selection set selects it.</summary>
internal sealed class SelectedField
{
    public SelectedField(CompositeType? parent, FieldNode node, Field? definition)
    {
        Parent = parent;
        Node = node;
        Type = definition?.Type;
    }

    public CompositeType? Parent { get; }

    public FieldNode Node { get; }

    /// <summary>The type of the field; null when it is not known.</summary>
    public GraphType? Type { get; }

    /// <summary>Whether nothing tells the two fields apart, so that comparing them finds nothing.</summary>
    public bool IsInterchangeableWith(SelectedField other) =>
        ReferenceEquals(Parent, other.Parent)
        && Node.Name.Value == other.Node.Name.Value
        && Node is { SelectionSet: null, Arguments.Count: 0 }
        && other.Node is { SelectionSet: null, Arguments.Count: 0 }
        && IncrementalDirectives.Find(Node.Directives, "stream") is null
        && IncrementalDirectives.Find(other.Node.Directives, "stream") is null;
}

/// <summary>What a selection set selects: its fields by response key, and the names of the fragments that it spreads.</summary>
internal sealed class SelectedFields
{
    private readonly OrderedDictionary<string, List<SelectedField>> _byKey = new(StringComparer.Ordinal);
    private readonly OrderedDictionary<string, bool> _fragments = new(StringComparer.Ordinal);

    /// <summary>Collects the fields, those of inline fragments included, in the order of the document.</summary>
    public SelectedFields(Schema schema, CompositeType? parent, SelectionSetNode selectionSet)
    {
        var pending = new Stack<(SelectionSetNode Set, CompositeType? Parent, int Next)>();
        pending.Push((selectionSet, parent, 0));
        while (pending.TryPop(out var step))
        {
            for (var i = step.Next; i < step.Set.Selections.Count; i++)
            {
                var selection = step.Set.Selections[i];
                if (selection is InlineFragmentNode inline)
                {
                    var type = inline.TypeCondition is { } condition ? schema.FindType(condition) as CompositeType : step.Parent;
                    pending.Push((step.Set, step.Parent, i + 1));
                    pending.Push((inline.SelectionSet, type, 0));
                    break;
                }

                Add(selection, step.Parent);
            }
        }
    }

    public IReadOnlyDictionary<string, List<SelectedField>> ByKey => _byKey;

    public IList<string> Fragments => _fragments.Keys;

    private void Add(SelectionNode selection, CompositeType? parent)
    {
        if (selection is FragmentSpreadNode spread)
        {
            _fragments[spread.Name.Value] = true;
        }
        else if (selection is FieldNode field)
        {
            if (!_byKey.TryGetValue(field.ResponseKey, out var same))
            {
                _byKey[field.ResponseKey] = same = [];
            }

            same.Add(new SelectedField(parent, field, (parent as FieldedType)?.FindField(field.Name.Value)));
        }
    }
}
