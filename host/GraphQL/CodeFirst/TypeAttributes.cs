namespace CarePlatform.GraphQL;

/// <summary>A static class whose public methods and properties are fields of the query root.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class QueryTypeAttribute : Attribute;

/// <summary>A static class whose public methods are fields of the mutation root.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class MutationTypeAttribute : Attribute;

/// <summary>An object type: the public properties and methods of the class, record or struct are its fields.</summary>
/// <param name="name">The name in the schema; by default that of the class.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, Inherited = false)]
public sealed class ObjectTypeAttribute(string? name = null) : Attribute
{
    public string? Name { get; } = name;
}

/// <summary>
/// A static class that describes <typeparamref name="T"/> as an object type, or adds fields to it: each public method is a field and
/// takes the value first. Several classes may describe one type. Of a method and a property of the same name the method counts.
/// </summary>
/// <param name="name">The name in the schema; by default that of <typeparamref name="T"/>.</param>
/// <typeparam name="T">The type of the values.</typeparam>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ObjectTypeAttribute<T>(string? name = null) : Attribute, IObjectTypeDescription
{
    public string? Name { get; } = name;

    /// <summary>Whether only the methods are fields, and the properties of <typeparamref name="T"/> are not.</summary>
    public bool HidesProperties { get; init; }

    Type IObjectTypeDescription.Type => typeof(T);
}

/// <summary>What a description of an object type says, whatever the type.</summary>
internal interface IObjectTypeDescription
{
    Type Type { get; }

    string? Name { get; }

    bool HidesProperties { get; }
}

/// <summary>An interface of C#, or an abstract class, that is an interface of the schema: object types that implement it show it.</summary>
/// <param name="name">The name in the schema; by default that of the type.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Interface, Inherited = false)]
public sealed class InterfaceTypeAttribute(string? name = null) : Attribute
{
    public string? Name { get; } = name;
}

/// <summary>An interface of C#, or an abstract class, that is a union: its members are the object types that implement it.</summary>
/// <param name="name">The name in the schema; by default that of the type.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Interface, Inherited = false)]
public sealed class UnionTypeAttribute(string? name = null) : Attribute
{
    public string? Name { get; } = name;
}

/// <summary>
/// A record or class that clients send: the parameters of its constructor, or else its settable properties, are the fields.
/// </summary>
/// <param name="name">The name in the schema; by default that of the type, ending in Input.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, Inherited = false)]
public sealed class InputTypeAttribute(string? name = null) : Attribute
{
    public string? Name { get; } = name;
}

/// <summary>An input of which clients give exactly one field. All its fields can be null in C#.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, Inherited = false)]
public sealed class OneOfAttribute : Attribute;
