namespace CarePlatform.GraphQL;

/// <summary>Fields with parts have a selection, fields without have none.</summary>
internal sealed class ScalarLeafs : ValidationRule
{
    public ScalarLeafs(ValidationContext context)
        : base(context, SyntaxKind.Field)
    {
    }

    public override void Enter(SyntaxNode node)
    {
        var field = (FieldNode)node;
        if (Types.Type is not { } type)
        {
            return;
        }

        var name = field.Name.Value;
        if (type.Innermost is ScalarType or EnumType)
        {
            if (field.SelectionSet is { } selections)
            {
                Report($"Field \"{name}\" must not have a selection since type \"{type}\" has no subfields.", selections);
            }
        }
        else if (field.SelectionSet is null)
        {
            Report($"Field \"{name}\" of type \"{type}\" must have a selection of subfields. Did you mean \"{name} {{ ... }}\"?", node);
        }
    }
}

/// <summary>Fields that are selected exist on the type.</summary>
internal sealed class FieldsOnCorrectType : ValidationRule
{
    public FieldsOnCorrectType(ValidationContext context)
        : base(context, SyntaxKind.Field)
    {
    }

    public override void Enter(SyntaxNode node)
    {
        if (Types.Parent is not { } type || Types.Field is not null)
        {
            return;
        }

        var name = ((FieldNode)node).Name.Value;
        if (Context.Options.HiddenFields?.Invoke(type.Name, name) is { } hidden)
        {
            Context.Report(new GraphQLError(hidden.Message, node)
            {
                Extensions = new Dictionary<string, object?> { ["code"] = hidden.Code },
            });
            return;
        }

        var hint = Wording.DidYouMean(TypesWith(type, name), "to use an inline fragment on");
        if (hint.Length == 0 && type is FieldedType fielded)
        {
            hint = Wording.DidYouMean(Suggestions.For(name, fielded.Fields.Select(field => field.Name)));
        }

        Report($"Cannot query field \"{name}\" on type \"{type}\".{hint}", node);
    }

    /// <summary>The possible types and their interfaces that have the field: first what most have, general types before special ones.</summary>
    private IEnumerable<string> TypesWith(CompositeType type, string field)
    {
        if (type is not IAbstractType general)
        {
            return [];
        }

        var uses = new OrderedDictionary<FieldedType, int>();
        foreach (var possible in Context.Schema.PossibleTypes(general).Where(possible => possible.FindField(field) is not null))
        {
            uses[possible] = 1;
            foreach (var implemented in possible.Interfaces.OfType<InterfaceType>().Where(candidate => candidate.FindField(field) is not null))
            {
                uses[implemented] = uses.TryGetValue(implemented, out var count) ? count + 1 : 1;
            }
        }

        return uses.Keys.OrderBy(candidate => candidate, Comparer<FieldedType>.Create((one, other) => Compare(one, other, uses)))
            .Select(candidate => candidate.Name);
    }

    private int Compare(FieldedType one, FieldedType other, OrderedDictionary<FieldedType, int> uses)
    {
        var byUse = uses[other].CompareTo(uses[one]);
        if (byUse != 0)
        {
            return byUse;
        }

        if (one is InterfaceType general && Context.Schema.IsSubtype(general, other))
        {
            return -1;
        }

        return other is InterfaceType wider && Context.Schema.IsSubtype(wider, one) ? 1 : NaturalOrder.Instance.Compare(one.Name, other.Name);
    }
}
