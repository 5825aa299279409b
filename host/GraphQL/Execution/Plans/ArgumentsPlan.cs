namespace CarePlatform.GraphQL;

/// <summary>
/// The arguments of a field: coerced once where they are the same for every request, and otherwise once for each request,
/// whatever the number of parents.
/// </summary>
internal sealed class ArgumentsPlan
{
    private readonly Field _field;
    private readonly FieldNode _node;

    private ArgumentsPlan(Field field, FieldNode node, int slot)
    {
        _field = field;
        _node = node;
        Slot = slot;
    }

    /// <summary>The arguments when they do not depend on the request.</summary>
    public InputFields? Constant { get; private init; }

    /// <summary>The place of the arguments among those of the request; -1 when they are constant.</summary>
    public int Slot { get; }

    /// <summary>The plan for a field; takes the slot only when the arguments depend on the request or cannot be right.</summary>
    public static ArgumentsPlan Of(Field field, FieldNode node, ref int slot)
    {
        if (field.Arguments.Count == 0)
        {
            return new ArgumentsPlan(field, node, -1) { Constant = InputFields.None };
        }

        if (!node.Arguments.Any(argument => HoldsVariable(argument.Value)))
        {
            try
            {
                return new ArgumentsPlan(field, node, -1) { Constant = Coerce(field, node, VariableValues.None) };
            }
#pragma warning disable CA1031 // What is wrong is told where the field is executed, with its path.
            catch (Exception)
            {
            }
#pragma warning restore CA1031
        }

        return new ArgumentsPlan(field, node, slot++);
    }

    /// <summary>The arguments with the variables of a request.</summary>
    public InputFields For(VariableValues variables) => Coerce(_field, _node, variables);

    private static InputFields Coerce(Field field, FieldNode node, VariableValues variables)
    {
        var arguments = new InputFields(field.Arguments);
        for (var i = 0; i < field.Arguments.Count; i++)
        {
            var definition = field.Arguments[i];
            var given = node.Arguments.FirstOrDefault(argument => argument.Name.Value == definition.Name)?.Value;
            var missing = given is null || (given is VariableNode variable && !variables.TryGet(variable.Name.Value, out _));
            if (!missing)
            {
                arguments.Set(i, Coerce(definition, given!, variables));
            }
            else if (definition.Default is { } byDefault)
            {
                arguments.Set(i, byDefault.CoercedFor(definition.Type));
            }
            else if (definition.Type is NonNullType)
            {
                throw Missing(definition, given, node);
            }
        }

        return arguments;
    }

    private static object? Coerce(InputValue definition, ValueNode given, VariableValues variables)
    {
        if (definition.Type is NonNullType && (given is NullValueNode || (given is VariableNode variable && IsNull(variable, variables))))
        {
            throw Wrong($"Argument \"{definition.Name}\" of non-null type \"{definition.Type}\" must not be null.", given);
        }

        try
        {
            return LiteralCoercion.TryCoerce(given, definition.Type, variables, out var value)
                ? value
                : throw Wrong($"Argument \"{definition.Name}\" has invalid value {SyntaxPrinter.Print(given)}.", given);
        }
        catch (GraphQLException refused) when (refused.Error.Locations.Count == 0)
        {
            throw new GraphQLException(new GraphQLError(refused.Message, given) { Extensions = refused.Error.Extensions });
        }
    }

    private static bool IsNull(VariableNode variable, VariableValues variables) =>
        variables.TryGet(variable.Name.Value, out var value) && value is null;

    private static GraphQLException Missing(InputValue definition, ValueNode? given, FieldNode node) =>
        given is VariableNode variable
            ? Wrong(
                $"Argument \"{definition.Name}\" of required type \"{definition.Type}\" was provided the variable "
                + $"\"${variable.Name.Value}\" which was not provided a runtime value.",
                given)
            : Wrong($"Argument \"{definition.Name}\" of required type \"{definition.Type}\" was not provided.", node);

    private static GraphQLException Wrong(string message, SyntaxNode place) => new(new GraphQLError(message, place));

    private static bool HoldsVariable(ValueNode value) => value switch
    {
        VariableNode => true,
        ListValueNode list => list.Values.Any(HoldsVariable),
        ObjectValueNode fields => fields.Fields.Any(field => HoldsVariable(field.Value)),
        _ => false,
    };
}
