using System.Collections.Concurrent;
using System.Reflection;

namespace CarePlatform.GraphQL;

/// <summary>Turns enums of C# into enums of the schema; one for input and output.</summary>
public sealed class EnumTypes(Descriptions descriptions, SchemaNames names)
{
    private readonly ConcurrentDictionary<Type, EnumType> _enums = new();

    /// <summary>The enum of the schema for an enum of C#.</summary>
    /// <exception cref="SchemaDeclarationException">None of its values is shown.</exception>
    public EnumType Of(Type type) => _enums.GetOrAdd(type, Make);

    private EnumType Make(Type type)
    {
        EnumValue[] values =
        [
            .. Enum.GetNames(type).Select(name => type.GetField(name)!)
                .Where(field => !field.IsDefined(typeof(GraphQLIgnoreAttribute), false))
                .Select(field => Value(type, field)),
        ];
        return values.Length == 0
            ? throw new SchemaDeclarationException(type, "is an enum of the schema but shows no value: give it one")
            : new EnumType(
                type.GetCustomAttribute<GraphQLNameAttribute>()?.Name ?? names.Type(type), values)
            { Description = descriptions.Of(type) };
    }

    private EnumValue Value(Type type, FieldInfo field) =>
        new(field.GetCustomAttribute<GraphQLNameAttribute>()?.Name ?? names.EnumValue(field.Name), Enum.Parse(type, field.Name))
        {
            Description = descriptions.OfValue(type, field.Name),
            DeprecationReason = Deprecation.Of(field),
        };
}
