using System.Globalization;

namespace CarePlatform.GraphQL;

/// <summary>The plain value of a literal, without a type that says what it should be.</summary>
internal static class PlainLiteral
{
    public static object? Read(ValueNode literal, VariableValues? variables)
    {
        switch (literal)
        {
            case StringValueNode text:
                return text.Value;
            case BooleanValueNode flag:
                return flag.Value;
            case EnumValueNode name:
                return name.Value;
            case IntValueNode whole when int.TryParse(whole.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var small):
                return small;
            case IntValueNode whole when long.TryParse(whole.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var large):
                return large;
            case IntValueNode whole:
                return double.Parse(whole.Value, NumberStyles.Float, CultureInfo.InvariantCulture);
            case FloatValueNode number:
                return double.Parse(number.Value, NumberStyles.Float, CultureInfo.InvariantCulture);
            case ListValueNode list:
                return list.Values.Select(item => Read(item, variables)).ToList();
            case ObjectValueNode fields:
                return ReadObject(fields, variables);
            case VariableNode variable when variables is not null && variables.TryGet(variable.Name.Value, out var value):
                return value;
            default:
                return null;
        }
    }

    private static Dictionary<string, object?> ReadObject(ObjectValueNode fields, VariableValues? variables)
    {
        var map = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var field in fields.Fields)
        {
            map[field.Name.Value] = Read(field.Value, variables);
        }

        return map;
    }
}
