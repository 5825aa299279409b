namespace CarePlatform.GraphQL;

/// <summary>Literals are values of the type that their place expects.</summary>
internal sealed class ValuesOfCorrectType : ValidationRule
{
    /// <summary>A list or object that is wrong as a whole; what is inside it is not looked at.</summary>
    private ValueNode? _wrong;

    public ValuesOfCorrectType(ValidationContext context)
        : base(
            context,
            SyntaxKind.ListValue,
            SyntaxKind.ObjectValue,
            SyntaxKind.ObjectField,
            SyntaxKind.NullValue,
            SyntaxKind.EnumValue,
            SyntaxKind.IntValue,
            SyntaxKind.FloatValue,
            SyntaxKind.StringValue,
            SyntaxKind.BooleanValue)
    {
    }

    public override void Enter(SyntaxNode node)
    {
        if (_wrong is not null)
        {
            return;
        }

        switch (node)
        {
            case ListValueNode list when Types.ParentInput?.Nullable is not ListType:
                _wrong = list;
                CheckLeaf(list);
                break;
            case ListValueNode:
                break;
            case ObjectValueNode value when Types.Input?.Innermost is InputObjectType type:
                CheckObject(value, type);
                break;
            case ObjectValueNode value:
                _wrong = value;
                CheckLeaf(value);
                break;
            case ObjectFieldNode field:
                CheckField(field);
                break;
            case NullValueNode when Types.Input is NonNullType type:
                Report($"Expected value of type \"{type}\", found null.", node);
                break;
            case NullValueNode:
                break;
            case ValueNode leaf:
                CheckLeaf(leaf);
                break;
        }
    }

    public override void Leave(SyntaxNode node)
    {
        if (ReferenceEquals(node, _wrong))
        {
            _wrong = null;
        }
    }

    private void CheckObject(ObjectValueNode value, InputObjectType type)
    {
        var given = new Dictionary<string, ValueNode>(StringComparer.Ordinal);
        foreach (var field in value.Fields)
        {
            given[field.Name.Value] = field.Value;
        }

        foreach (var field in type.Fields)
        {
            if (field.IsRequired && !given.ContainsKey(field.Name))
            {
                Report($"Field \"{type}.{field}\" of required type \"{field.Type}\" was not provided.", value);
            }
        }

        if (!type.IsOneOf)
        {
            return;
        }

        if (given.Count != 1)
        {
            Report($"OneOf Input Object \"{type}\" must specify exactly one key.", value);
        }
        else if (given.Single() is (var name, NullValueNode))
        {
            Report($"Field \"{type}.{name}\" must be non-null.", value);
        }
    }

    private void CheckField(ObjectFieldNode field)
    {
        if (Types.Input is null && Types.ParentInput?.Innermost is InputObjectType type)
        {
            var name = field.Name.Value;
            var hint = Wording.DidYouMean(Suggestions.For(name, type.Fields.Select(known => known.Name)));
            Report($"Field \"{name}\" is not defined by type \"{type}\".{hint}", field);
        }
    }

    private void CheckLeaf(ValueNode value)
    {
        switch (Types.Input?.Innermost)
        {
            case null:
                break;
            case EnumType type:
                CheckEnum(value, type);
                break;
            case ScalarType type:
                CheckScalar(value, type);
                break;
            default:
                Report($"Expected value of type \"{Types.Input}\", found {value}.", value);
                break;
        }
    }

    private void CheckEnum(ValueNode value, EnumType type)
    {
        var shown = value.ToString();
        if (value is EnumValueNode && type.FindValue(shown) is not null)
        {
            return;
        }

        var hint = Wording.DidYouMean(Suggestions.For(shown, type.Values.Select(known => known.Name)), "the enum value");
        Report(
            value is EnumValueNode
                ? $"Value \"{shown}\" does not exist in \"{type}\" enum.{hint}"
                : $"Enum \"{type}\" cannot represent non-enum value: {shown}.{hint}",
            value);
    }

    private void CheckScalar(ValueNode value, ScalarType type)
    {
        try
        {
            type.Read(value, null);
        }
        catch (GraphQLException exception)
        {
            Context.Report(new GraphQLError(exception.Message, value) { Extensions = exception.Error.Extensions });
        }
        catch (Exception wrong) when (wrong is not OperationCanceledException)
        {
            // Whatever else a scalar throws is not meant for the client.
            Context.Report(new GraphQLError($"Expected value of type \"{Types.Input}\", found {value}.", value) { Exception = wrong });
        }
    }
}
