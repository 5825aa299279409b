namespace CarePlatform.GraphQL;

/// <summary>The name in the schema, where the one of C# does not do.</summary>
[AttributeUsage(AttributeTargets.All, Inherited = false)]
public sealed class GraphQLNameAttribute(string name) : Attribute
{
    public string Name { get; } = name;
}

/// <summary>What the schema says of a type or member, where its XML comment does not do.</summary>
[AttributeUsage(AttributeTargets.All, Inherited = false)]
public sealed class GraphQLDescriptionAttribute(string description) : Attribute
{
    public string Description { get; } = description;
}

/// <summary>
/// A field, argument, input field or enum value that should no longer be used. <see cref="ObsoleteAttribute"/> says the same, where it
/// may stand.
/// </summary>
[AttributeUsage(
    AttributeTargets.Method | AttributeTargets.Property | AttributeTargets.Field | AttributeTargets.Parameter, Inherited = false)]
public sealed class GraphQLDeprecatedAttribute(string reason) : Attribute
{
    public string Reason { get; } = reason;
}

/// <summary>Keeps a member or an enum value out of the schema.</summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Property | AttributeTargets.Field, Inherited = false)]
public sealed class GraphQLIgnoreAttribute : Attribute;

/// <summary>A text or number that is an <c>ID</c> in the schema.</summary>
[AttributeUsage(
    AttributeTargets.Method | AttributeTargets.Property | AttributeTargets.Parameter | AttributeTargets.ReturnValue, Inherited = false)]
public sealed class IDAttribute : Attribute;

/// <summary>The parameter of a field's method that takes the parent. Only needed where it is not the first one.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class ParentAttribute : Attribute;

/// <summary>A parameter that is an argument, where its type alone does not tell.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class ArgumentAttribute : Attribute;

/// <summary>A parameter that the request's services provide, where its type alone does not tell.</summary>
/// <param name="key">The key of a keyed service; null for a plain one.</param>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class ServiceAttribute(object? key = null) : Attribute
{
    public object? Key { get; } = key;
}
