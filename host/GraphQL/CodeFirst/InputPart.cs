using System.Reflection;

namespace CarePlatform.GraphQL;

/// <summary>One input of C#: a parameter of a method or a constructor, or a property that can be set.</summary>
internal sealed record InputPart
{
    private readonly ICustomAttributeProvider _attributes;

    public InputPart(ParameterInfo parameter)
    {
        (Parameter, Property, _attributes) = (parameter, null, parameter);
        (Name, Type) = (parameter.Name!, parameter.ParameterType);
        Nullability = new NullabilityInfoContext().Create(parameter);
        (HasDefault, Default) = (parameter.HasDefaultValue, parameter.HasDefaultValue ? parameter.DefaultValue : null);
        if (HasDefault && Default is null && Type.IsValueType && System.Nullable.GetUnderlyingType(Type) is null)
        {
            // "= default" of a value type.
            Default = ClrTypes.Argument(Type, typeof(Optional<>)) is null ? Activator.CreateInstance(Type) : null;
        }
    }

    private InputPart(PropertyInfo property)
    {
        (Parameter, Property, _attributes) = (null, property, property);
        (Name, Type) = (property.Name, property.PropertyType);
        Nullability = new NullabilityInfoContext().Create(property);
    }

    public ParameterInfo? Parameter { get; }

    public PropertyInfo? Property { get; }

    public string Name { get; }

    public Type Type { get; }

    public NullabilityInfo Nullability { get; }

    public bool HasDefault { get; init; }

    public object? Default { get; init; }

    public string? Description { get; init; }

    public string? Deprecation { get; init; }

    /// <summary>The name that an attribute gives.</summary>
    public string? GivenName => Attribute<GraphQLNameAttribute>()?.Name;

    public bool IsId => Attribute<IDAttribute>() is not null;

    /// <summary>Whether null can be given.</summary>
    public bool MayBeNull => ClrTypes.IsNullable(Type, Nullability) && (!HasDefault || Default is null);

    /// <summary>The fields of an input class: the parameters of its longest constructor, or else what can be set.</summary>
    public static IReadOnlyList<InputPart> Of(Type type)
    {
        var constructors = type.GetConstructors();
        var longest = constructors.MaxBy(constructor => constructor.GetParameters().Length);
        if (longest is not null && longest.GetParameters().Length > 0)
        {
            return [.. longest.GetParameters()
                .Select(parameter => new InputPart(parameter) { Deprecation = GraphQL.Deprecation.Of(parameter, type) })];
        }

        if (longest is null && !type.IsValueType)
        {
            throw new SchemaDeclarationException(type, "is used as an input but has no public constructor: make it a record");
        }

        var made = longest is null ? null : Activator.CreateInstance(type);
        return
        [
            .. type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
                .Where(property => property.SetMethod is { IsPublic: true } && property.GetIndexParameters().Length == 0
                    && !property.IsDefined(typeof(GraphQLIgnoreAttribute)))
                .OrderBy(property => property.MetadataToken)
                .Select(property => WithDefault(new InputPart(property) { Deprecation = GraphQL.Deprecation.Of(property) }, made)),
        ];
    }

    /// <summary>What is wrong with the input.</summary>
    public SchemaDeclarationException Wrong(string problem) => Parameter is not null
        ? new SchemaDeclarationException(Parameter, problem)
        : new SchemaDeclarationException(Property!, problem);

    // What a new object has in a property that need not be set is the default of the input.
    private static InputPart WithDefault(InputPart part, object? made)
    {
        var value = made is null ? null : part.Property!.GetValue(made);
        var isRequired = part.Property!.IsDefined(typeof(System.Runtime.CompilerServices.RequiredMemberAttribute));
        return isRequired || value is null or IOptional || value.Equals(part.Type.IsValueType ? Activator.CreateInstance(part.Type) : null)
            ? part
            : part with { HasDefault = true, Default = value };
    }

    private T? Attribute<T>()
        where T : Attribute => _attributes.GetCustomAttributes(typeof(T), false) is [T found, ..] ? found
        : Parameter?.Member is ConstructorInfo
            && Parameter.Member.DeclaringType!.GetProperty(Name)?.GetCustomAttribute<T>() is { } ofProperty ? ofProperty
        : null;
}
