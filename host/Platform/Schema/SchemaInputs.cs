using System.Collections.Concurrent;
using System.Reflection;
using CarePlatform.GraphQL;

namespace CarePlatform.Platform;

/// <summary>Turns parameters and input records of C# into inputs of the schema, and what a client sends back into them.</summary>
internal sealed class SchemaInputs(Descriptions descriptions, SchemaEnums enums)
{
    private readonly ConcurrentDictionary<Type, InputObjectType> _objects = new();

    /// <summary>Whether a parameter is an argument: a scalar, id, enum or record, or a list of these.</summary>
    public static bool IsArgument(ParameterInfo parameter)
    {
        var type = Unwrapped(parameter.ParameterType);
        return SchemaScalars.Find(type) is not null || ClrTypes.IsId(type) || type.IsEnum || IsInputRecord(type);
    }

    /// <summary>The argument that a parameter is.</summary>
    /// <param name="otherwise">What it is when no comment says so.</param>
    public InputValue Argument(MethodInfo method, ParameterInfo parameter, string? otherwise = null) => Value(
        parameter, descriptions.Of(method, parameter.Name!) ?? descriptions.Of(Unwrapped(parameter.ParameterType)) ?? otherwise);

    /// <summary>Reads a coerced value as the type of C# that the handler takes.</summary>
    /// <exception cref="GraphQLException">An id is not of the right form.</exception>
    public static object? Read(object? value, Type type, string path)
    {
        if (value is null)
        {
            return null;
        }

        var plain = Nullable.GetUnderlyingType(type) ?? type;
        if (ClrTypes.IsId(plain))
        {
            return IdReader.Of(plain).Read((string)value, path);
        }

        if (ClrTypes.Item(plain) is { } item && value is System.Collections.IEnumerable values and not string)
        {
            var items = values.Cast<object?>().Select((v, i) => Read(v, item, $"{path}.{i}")).ToList();
            var array = Array.CreateInstance(item, items.Count);
            for (var i = 0; i < items.Count; i++)
            {
                array.SetValue(items[i], i);
            }

            return plain.IsAssignableFrom(array.GetType()) ? array : Activator.CreateInstance(typeof(HashSet<>).MakeGenericType(item), array);
        }

        return value;
    }

    // Every record is one, but those that the platform provides; services are no records.
    private static bool IsInputRecord(Type type) =>
        type.GetMethod("<Clone>$") is not null && type != typeof(Page) && type != typeof(Actor) && type != typeof(Tenant);

    private static Type Unwrapped(Type type)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        return ClrTypes.Item(plain) is { } item ? Unwrapped(item) : plain;
    }

    private InputValue Value(ParameterInfo parameter, string? description)
    {
        var info = new NullabilityInfoContext().Create(parameter);
        var type = TypeOf(parameter.ParameterType, info);
        // A value that may be left out has its default in C#; the schema shows it as optional.
        return new InputValue(SchemaNames.Field(parameter.Name!), parameter.HasDefaultValue ? type.Nullable : type) { Description = description };
    }

    private GraphType TypeOf(Type type, NullabilityInfo info)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        var inner = ClrTypes.Item(plain) is { } item
            ? TypeOf(item, ClrTypes.ItemNullability(info)).List
            : SchemaScalars.Find(plain) ?? (ClrTypes.IsId(plain) ? Scalars.Id : plain.IsEnum ? enums.Of(plain) : (GraphType)Object(plain));
        return ClrTypes.IsNullable(type, info) ? inner : inner.NonNull;
    }

    private InputObjectType Object(Type record) => _objects.GetOrAdd(record, type =>
    {
        var constructor = type.GetConstructors().MaxBy(c => c.GetParameters().Length)
            ?? throw new DeclarationException(type, "is used as an input but has no public constructor: make it a record");
        var parameters = constructor.GetParameters();
        return new InputObjectType(SchemaNames.Input(type), () => [.. parameters.Select(p => Value(p, descriptions.Of(type, p.Name!)))])
        {
            Description = descriptions.Of(type) ?? descriptions.Of(type.DeclaringType ?? type),
            Create = fields => Make(constructor, parameters, fields),
        };
    });

    private static object Make(ConstructorInfo constructor, ParameterInfo[] parameters, InputFields fields)
    {
        var values = new object?[parameters.Length];
        for (var i = 0; i < values.Length; i++)
        {
            var parameter = parameters[i];
            // A null for something that has a default and is never null means the default.
            values[i] = !fields.Has(i) || (fields[i] is null && parameter.ParameterType.IsValueType && Nullable.GetUnderlyingType(parameter.ParameterType) is null)
                ? (parameter.HasDefaultValue ? parameter.DefaultValue : null)
                : Read(fields[i], parameter.ParameterType, SchemaNames.Field(parameter.Name!));
        }

        return constructor.Invoke(BindingFlags.DoNotWrapExceptions, null, values, null);
    }
}
