namespace CarePlatform.GraphQL;

/// <summary>Turns the literals of a document into the values that resolvers see.</summary>
internal static class LiteralCoercion
{
    /// <summary>
    /// Coerces a literal in which variables may stand; null for <paramref name="variables"/> means that none may.
    /// False when the value does not fit its type.
    /// </summary>
    public static bool TryCoerce(ValueNode literal, GraphType type, VariableValues? variables, out object? value)
    {
        value = null;
        if (literal is VariableNode variable)
        {
            return variables is not null
                && variables.TryGet(variable.Name.Value, out value)
                && !(value is null && type is NonNullType);
        }

        if (type is NonNullType nonNull)
        {
            return literal is not NullValueNode && TryCoerce(literal, nonNull.Of, variables, out value);
        }

        return literal is NullValueNode || type switch
        {
            ListType list => TryCoerceList(literal, list.Of, variables, out value),
            InputObjectType input => TryCoerceObject(literal, input, variables, out value),
            EnumType options => literal is EnumValueNode name && (value = options.FindValue(name.Value)?.Value) is not null,
            ScalarType scalar => TryReadScalar(literal, scalar, variables, out value),
            _ => false,
        };
    }

    private static bool TryCoerceList(ValueNode literal, GraphType itemType, VariableValues? variables, out object? value)
    {
        value = null;
        if (literal is not ListValueNode list)
        {
            if (!TryCoerce(literal, itemType, variables, out var single))
            {
                return false;
            }

            value = new[] { single };
            return true;
        }

        var items = new object?[list.Values.Count];
        for (var i = 0; i < items.Length; i++)
        {
            var missing = IsMissing(list.Values[i], variables);
            if (missing ? itemType is NonNullType : !TryCoerce(list.Values[i], itemType, variables, out items[i]))
            {
                return false;
            }
        }

        value = items;
        return true;
    }

    private static bool TryCoerceObject(ValueNode literal, InputObjectType type, VariableValues? variables, out object? value)
    {
        value = null;
        if (literal is not ObjectValueNode given)
        {
            return false;
        }

        var fields = new InputFields(type.Fields);
        for (var i = 0; i < type.Fields.Count; i++)
        {
            var definition = type.Fields[i];
            var fieldLiteral = FindField(given, definition.Name);
            if (fieldLiteral is null || IsMissing(fieldLiteral, variables))
            {
                if (definition.Default is { } byDefault)
                {
                    fields.Set(i, byDefault.CoercedFor(definition.Type));
                }
                else if (definition.Type is NonNullType)
                {
                    return false;
                }

                continue;
            }

            if (!TryCoerce(fieldLiteral, definition.Type, variables, out var fieldValue))
            {
                return false;
            }

            fields.Set(i, fieldValue);
        }

        if (type.IsOneOf && (given.Fields.Count != 1 || fields.GivenCount != 1 || fields.Given.First().Value is null))
        {
            return false;
        }

        value = type.Create?.Invoke(fields) ?? fields;
        return true;
    }

    private static bool TryReadScalar(ValueNode literal, ScalarType scalar, VariableValues? variables, out object? value)
    {
        try
        {
            value = scalar.Read(literal, variables);
            return true;
        }
        catch (Exception wrong) when (wrong is not OperationCanceledException)
        {
            value = null;
            return false;
        }
    }

    private static ValueNode? FindField(ObjectValueNode literal, string name)
    {
        foreach (var field in literal.Fields)
        {
            if (field.Name.Value == name)
            {
                return field.Value;
            }
        }

        return null;
    }

    private static bool IsMissing(ValueNode literal, VariableValues? variables) =>
        literal is VariableNode variable && (variables is null || !variables.TryGet(variable.Name.Value, out _));
}
