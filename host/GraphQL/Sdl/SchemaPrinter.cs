using System.Text;

namespace CarePlatform.GraphQL;

/// <summary>Writes a schema as text in the customary layout.</summary>
internal static class SchemaPrinter
{
    public static string Print(Schema schema)
    {
        var parts = new List<string>();
        if (PrintRoots(schema) is { } roots)
        {
            parts.Add(roots);
        }

        parts.AddRange(schema.Directives.Where(directive => !StandardDirectives.Contains(directive.Name)).Select(Print));
        parts.AddRange(schema.Types.Where(type => !StandardTypes.Contains(type.Name)).Select(Print));
        return string.Join("\n\n", parts);
    }

    public static string Print(NamedType type) => Description(type.Description) + type switch
    {
        ObjectType fielded => $"type {type.Name}{Interfaces(fielded)}{Fields(fielded)}",
        InterfaceType fielded => $"interface {type.Name}{Interfaces(fielded)}{Fields(fielded)}",
        UnionType { Members.Count: 0 } => $"union {type.Name}",
        UnionType union => $"union {type.Name} = {string.Join(" | ", union.Members)}",
        EnumType options => $"enum {type.Name}{Block(options.Values, value => value.Description, value => value.Name + Deprecated(value.DeprecationReason))}",
        InputObjectType input => $"input {type.Name}{(input.IsOneOf ? " @oneOf" : "")}{Block(input.Fields, field => field.Description, Input)}",
        ScalarType { SpecifiedBy: { } url } => $"scalar {type.Name} @specifiedBy(url: {Text(url)})",
        _ => $"scalar {type.Name}",
    };

    private static string Print(Directive directive)
    {
        var repeatable = directive.IsRepeatable ? " repeatable" : "";
        var locations = string.Join(" | ", directive.Locations.Select(location => location.ToGraphQL()));
        return $"{Description(directive.Description)}directive @{directive.Name}{Arguments(directive.Arguments)}{repeatable} on {locations}";
    }

    /// <summary>The schema definition; null where the names of the types say all that there is to say.</summary>
    private static string? PrintRoots(Schema schema)
    {
        var operations = Enum.GetValues<OperationKind>();
        var isCustomary = operations.All(operation => ReferenceEquals(schema.RootOf(operation), schema.FindType(operation.ToString())));
        var roots = operations.Where(operation => schema.RootOf(operation) is not null).ToList();
        if (roots.Count == 0 || (schema.Description is null && isCustomary))
        {
            return null;
        }

        var lines = roots.Select(operation => $"  {operation.ToString().ToLowerInvariant()}: {schema.RootOf(operation)}");
        return $"{Description(schema.Description)}schema {{\n{string.Join('\n', lines)}\n}}";
    }

    private static string Interfaces(FieldedType type) =>
        type.Interfaces.Count == 0 ? "" : $" implements {string.Join(" & ", type.Interfaces)}";

    private static string Fields(FieldedType type) => Block(
        type.Fields,
        field => field.Description,
        field => $"{field.Name}{Arguments(field.Arguments, "  ")}: {field.Type}{Deprecated(field.DeprecationReason)}");

    private static string Arguments(IReadOnlyList<InputValue> arguments, string indent = "")
    {
        if (arguments.Count == 0)
        {
            return "";
        }

        return arguments.All(argument => argument.Description is null)
            ? $"({string.Join(", ", arguments.Select(Input))})"
            : $"({Lines(arguments, argument => argument.Description, Input, indent + "  ")}\n{indent})";
    }

    private static string Input(InputValue input)
    {
        var value = input.Default is { } given ? $" = {given.LiteralFor(input.Type)}" : "";
        return $"{input.Name}: {input.Type}{value}{Deprecated(input.DeprecationReason)}";
    }

    private static string Block<T>(IReadOnlyList<T> parts, Func<T, string?> description, Func<T, string> print) =>
        parts.Count == 0 ? "" : $" {{{Lines(parts, description, print, "  ")}\n}}";

    private static string Lines<T>(IReadOnlyList<T> parts, Func<T, string?> description, Func<T, string> print, string indent)
    {
        var lines = new StringBuilder();
        for (var i = 0; i < parts.Count; i++)
        {
            // A described part stands apart from the one before it.
            lines.Append(i > 0 && description(parts[i]) is not null ? "\n\n" : "\n");
            lines.Append(Description(description(parts[i]), indent)).Append(indent).Append(print(parts[i]));
        }

        return lines.ToString();
    }

    private static string Description(string? description, string indent = "")
    {
        if (description is null)
        {
            return "";
        }

        var text = new StringValueNode { Value = description, Block = BlockString.CanHold(description) }.ToString();
        return $"{indent}{text.Replace("\n", "\n" + indent, StringComparison.Ordinal)}\n";
    }

    private static string Deprecated(string? reason) => reason switch
    {
        null => "",
        StandardDirectives.DefaultDeprecationReason => " @deprecated",
        _ => $" @deprecated(reason: {Text(reason)})",
    };

    private static string Text(string value) => new StringValueNode { Value = value }.ToString();
}
