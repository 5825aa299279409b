using System.Collections;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace CarePlatform.GraphQL;

/// <summary>Turns values of C# into literals, for example to show a default value.</summary>
internal static partial class ValueLiteral
{
    /// <summary>The literal of a value of this type; null when the value cannot be of the type.</summary>
    public static ValueNode? Of(object? value, GraphType type)
    {
        if (type is NonNullType nonNull)
        {
            return Of(value, nonNull.Of) is { } literal and not NullValueNode ? literal : null;
        }

        return value is null ? new NullValueNode() : type switch
        {
            ListType list => OfList(value, list.Of),
            InputObjectType input => OfObject(value, input),
            EnumType options => options.FindByClrValue(value) is { } option ? new EnumValueNode { Value = option.Name } : null,
            ScalarType scalar => OfScalar(value, scalar),
            _ => null,
        };
    }

    private static ValueNode? OfList(object value, GraphType itemType)
    {
        if (value is string or not IEnumerable)
        {
            return Of(value, itemType);
        }

        var items = ((IEnumerable)value).Cast<object?>().Select(item => Of(item, itemType)).OfType<ValueNode>();
        return new ListValueNode { Values = [.. items] };
    }

    private static ObjectValueNode? OfObject(object value, InputObjectType type)
    {
        Func<InputValue, (bool Found, object? Value)>? find = value switch
        {
            InputFields given => field => given.Has(field.Name) ? (true, given[field.Name]) : default,
            IReadOnlyDictionary<string, object?> given => field => given.TryGetValue(field.Name, out var item) ? (true, item) : default,
            _ => null,
        };
        if (find is null)
        {
            return null;
        }

        var fields = new List<ObjectFieldNode>();
        foreach (var field in type.Fields)
        {
            if (find(field) is (true, var item) && Of(item, field.Type) is { } literal)
            {
                fields.Add(new ObjectFieldNode { Name = new NameNode(field.Name), Value = literal });
            }
        }

        return new ObjectValueNode { Fields = fields };
    }

    private static ValueNode OfScalar(object value, ScalarType scalar)
    {
        using var output = new JsonOutput();
        scalar.Write(value, output);
        return OfJson(JsonElement.Parse(output.Written.Span), scalar);
    }

    private static ValueNode OfJson(JsonElement json, ScalarType scalar)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.True or JsonValueKind.False:
                return new BooleanValueNode { Value = json.GetBoolean() };
            case JsonValueKind.Number:
                return OfNumber(json);
            case JsonValueKind.String when scalar == Scalars.Id && WholeNumber().IsMatch(json.GetString()!):
                return new IntValueNode { Value = json.GetString()! };
            case JsonValueKind.String:
                return new StringValueNode { Value = json.GetString()! };
            case JsonValueKind.Array:
                return new ListValueNode { Values = [.. json.EnumerateArray().Select(item => OfJson(item, scalar))] };
            case JsonValueKind.Object:
                var fields = json.EnumerateObject().Select(property => new ObjectFieldNode
                {
                    Name = new NameNode(property.Name),
                    Value = OfJson(property.Value, scalar),
                });
                return new ObjectValueNode { Fields = [.. fields] };
            default:
                return new NullValueNode();
        }
    }

    private static ValueNode OfNumber(JsonElement json)
    {
        var text = json.GetRawText();
        if (WholeNumber().IsMatch(text))
        {
            return new IntValueNode { Value = text };
        }

        return new FloatValueNode { Value = json.GetDouble().ToString(CultureInfo.InvariantCulture).Replace("E+", "e+", StringComparison.Ordinal) };
    }

    [GeneratedRegex("^-?(?:0|[1-9][0-9]*)$", RegexOptions.CultureInvariant)]
    private static partial Regex WholeNumber();
}
