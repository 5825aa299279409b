using System.Collections.Concurrent;
using CarePlatform.GraphQL;

namespace CarePlatform.Platform;

/// <summary>Turns enums of C# into enums of the schema; one for input and output.</summary>
internal sealed class SchemaEnums(Descriptions descriptions)
{
    private readonly ConcurrentDictionary<Type, EnumType> _enums = new();

    public EnumType Of(Type type) => _enums.GetOrAdd(type, t => new EnumType(
        t.Name,
        [.. Enum.GetNames(t).Select(n => new EnumValue(SchemaNames.EnumValue(n), Enum.Parse(t, n)) { Description = descriptions.OfValue(t, n) })])
    {
        Description = descriptions.Of(t),
    });
}
