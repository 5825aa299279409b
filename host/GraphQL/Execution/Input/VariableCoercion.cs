using System.Text.Json;

namespace CarePlatform.GraphQL;

/// <summary>Checks the variables of a request against their definitions and makes the values that resolvers see.</summary>
internal static class VariableCoercion
{
    /// <summary>The coerced variables; the errors are null when nothing is wrong.</summary>
    public static VariableValues Coerce(
        Schema schema, OperationDefinitionNode operation, JsonElement given, int maxErrors, out IReadOnlyList<GraphQLError>? errors)
    {
        errors = null;
        if (operation.VariableDefinitions.Count == 0)
        {
            return VariableValues.None;
        }

        var found = new List<GraphQLError>();
        var values = Coerce(schema, operation, given, maxErrors, found);
        if (found.Count > 0)
        {
            errors = found;
        }

        return values;
    }

    private static VariableValues Coerce(
        Schema schema, OperationDefinitionNode operation, JsonElement given, int maxErrors, List<GraphQLError> errors)
    {
        var values = new Dictionary<string, object?>(operation.VariableDefinitions.Count, StringComparer.Ordinal);
        foreach (var definition in operation.VariableDefinitions)
        {
            Coerce(schema, definition, given, values, errors);
            if (errors.Count > maxErrors)
            {
                errors.RemoveRange(maxErrors, errors.Count - maxErrors);
                errors.Add(new GraphQLError("Too many errors processing variables, error limit reached. Execution aborted."));
                break;
            }
        }

        return new VariableValues(values);
    }

    private static void Coerce(
        Schema schema, VariableDefinitionNode definition, JsonElement given, Dictionary<string, object?> values, List<GraphQLError> errors)
    {
        var name = definition.Variable.Name.Value;
        if (schema.FindType(definition.Type) is not { IsInput: true } type)
        {
            errors.Add(new GraphQLError(
                $"Variable \"${name}\" expected value of type \"{SyntaxPrinter.Print(definition.Type)}\" which cannot be used as an input type.",
                definition.Type));
            return;
        }

        if (given.ValueKind is not JsonValueKind.Object || !given.TryGetProperty(name, out var value))
        {
            if (definition.DefaultValue is { } byDefault && LiteralCoercion.TryCoerce(byDefault, type, null, out var coerced))
            {
                values[name] = coerced;
            }
            else if (type is NonNullType)
            {
                errors.Add(new GraphQLError($"Variable \"${name}\" of required type \"{type}\" was not provided.", definition));
            }
        }
        else if (value.ValueKind is JsonValueKind.Null && type is NonNullType)
        {
            errors.Add(new GraphQLError($"Variable \"${name}\" of non-null type \"{type}\" must not be null.", definition));
        }
        else
        {
            values[name] = JsonCoercion.Coerce(value, type, (path, wrong, refusal) =>
                errors.Add(new GraphQLError(
                    $"Variable \"${name}\" got invalid value {Inspection.Show(wrong)}"
                    + (path.Length > 0 ? $" at \"{name}{path}\"" : "") + $"; {refusal.Message}",
                    definition)
                {
                    Extensions = refusal.Error.Extensions,
                    Exception = refusal.Error.Exception,
                }));
        }
    }
}
