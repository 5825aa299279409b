using System.Reflection;
using System.Text;
using CarePlatform.GraphQL;

namespace CarePlatform.Platform;

/// <summary>
/// Every contract event with its fields, as text: what <c>schema/events.txt</c> holds, so that a change of the language that
/// modules, plugins and partners share is seen in review.
/// </summary>
public static class EventList
{
    /// <summary>The events of these assemblies, one block each, in the order of their names.</summary>
    public static string Of(IEnumerable<Assembly> assemblies)
    {
        var text = new StringBuilder();
        var events = assemblies.SelectMany(a => a.GetTypes())
            .Select(t => (Type: t, Name: t.GetCustomAttribute<EventAttribute>()?.Name))
            .Where(e => e.Name is not null)
            .OrderBy(e => e.Name, StringComparer.Ordinal);
        foreach (var (type, name) in events)
        {
            text.Append(name).Append('\n');
            foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            {
                text.Append("  ").Append(SchemaNames.Camel(property.Name)).Append(": ").Append(NameOf(property))
                    .Append(property.IsDefined(typeof(StreamAttribute)) ? "  (stream)" : "").Append('\n');
            }
        }

        return text.ToString();
    }

    private static string NameOf(PropertyInfo property)
    {
        var info = new NullabilityInfoContext().Create(property);
        return Show(property.PropertyType) + (ClrTypes.IsNullable(property.PropertyType, info) ? "?" : "");
    }

    private static string Show(Type type)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        return ClrTypes.Item(plain) is { } item ? $"[{Show(item)}]"
            : plain.IsEnum ? $"{plain.Name} ({string.Join(" | ", Enum.GetNames(plain).Select(System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName))})"
            : plain.Name;
    }
}
