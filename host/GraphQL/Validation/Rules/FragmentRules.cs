namespace CarePlatform.GraphQL;

/// <summary>Fragments apply to types with fields, or to unions.</summary>
internal sealed class FragmentsOnCompositeTypes : ValidationRule
{
    public FragmentsOnCompositeTypes(ValidationContext context)
        : base(context, SyntaxKind.InlineFragment, SyntaxKind.FragmentDefinition)
    {
    }

    public override void Enter(SyntaxNode node)
    {
        var (condition, fragment) = node is FragmentDefinitionNode definition
            ? (definition.TypeCondition, $"Fragment \"{definition.Name.Value}\"")
            : (((InlineFragmentNode)node).TypeCondition, "Fragment");
        if (condition is not null && Context.Schema.FindType(condition) is { } type and not CompositeType)
        {
            Report($"{fragment} cannot condition on non composite type \"{type}\".", condition);
        }
    }
}

/// <summary>Each fragment has a name of its own.</summary>
internal sealed class UniqueFragmentNames : ValidationRule
{
    private readonly Dictionary<string, NameNode> _known = new(StringComparer.Ordinal);

    public UniqueFragmentNames(ValidationContext context)
        : base(context, SyntaxKind.FragmentDefinition)
    {
    }

    public override void Enter(SyntaxNode node)
    {
        var name = ((FragmentDefinitionNode)node).Name;
        if (!_known.TryAdd(name.Value, name))
        {
            Report($"There can be only one fragment named \"{name.Value}\".", _known[name.Value], name);
        }
    }
}

/// <summary>Fragments that are spread exist.</summary>
internal sealed class KnownFragmentNames : ValidationRule
{
    public KnownFragmentNames(ValidationContext context)
        : base(context, SyntaxKind.FragmentSpread)
    {
    }

    public override void Enter(SyntaxNode node)
    {
        var name = ((FragmentSpreadNode)node).Name;
        if (Context.Fragments.Find(name.Value) is null)
        {
            Report($"Unknown fragment \"{name.Value}\".", name);
        }
    }
}

/// <summary>Fragments that are defined are reached from an operation.</summary>
internal sealed class NoUnusedFragments : ValidationRule
{
    public NoUnusedFragments(ValidationContext context)
        : base(context, SyntaxKind.Document)
    {
    }

    public override void Leave(SyntaxNode node)
    {
        var definitions = Context.Document.Definitions;
        var used = Context.Fragments.Reach(definitions.OfType<OperationDefinitionNode>())
            .Select(fragment => fragment.Name.Value)
            .ToHashSet(StringComparer.Ordinal);
        foreach (var fragment in definitions.OfType<FragmentDefinitionNode>())
        {
            if (!used.Contains(fragment.Name.Value))
            {
                Report($"Fragment \"{fragment.Name.Value}\" is never used.", fragment);
            }
        }
    }
}

/// <summary>A fragment is spread only where an object can be of its type.</summary>
internal sealed class PossibleFragmentSpreads : ValidationRule
{
    private readonly Dictionary<(CompositeType, CompositeType), bool> _overlaps = [];

    public PossibleFragmentSpreads(ValidationContext context)
        : base(context, SyntaxKind.InlineFragment, SyntaxKind.FragmentSpread)
    {
    }

    public override void Enter(SyntaxNode node)
    {
        var (type, fragment) = node is FragmentSpreadNode spread
            ? (TypeOf(spread), $"Fragment \"{spread.Name.Value}\"")
            : (Types.Type as CompositeType, "Fragment");
        if (type is not null && Types.Parent is { } parent && !Overlap(type, parent))
        {
            Report($"{fragment} cannot be spread here as objects of type \"{parent}\" can never be of type \"{type}\".", node);
        }
    }

    private CompositeType? TypeOf(FragmentSpreadNode spread) =>
        Context.Fragments.Find(spread.Name.Value) is { } fragment ? Context.Schema.FindType(fragment.TypeCondition) as CompositeType : null;

    private bool Overlap(CompositeType type, CompositeType parent)
    {
        if (!_overlaps.TryGetValue((type, parent), out var overlap))
        {
            _overlaps[(type, parent)] = overlap = Context.Schema.Overlap(type, parent);
        }

        return overlap;
    }
}
