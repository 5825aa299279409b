namespace CarePlatform.Platform;

/// <summary>
/// A use case that changes something: a static class with one <c>Handle</c>. Its name is the GraphQL field, the trace span
/// and the test class. <c>Handle</c> takes the nested <c>Input</c> record first, then what it needs (the module's
/// database context, lookups, loaders, <see cref="TimeProvider"/>, <see cref="Actor"/>, <see cref="CancellationToken"/>) and returns
/// an <see cref="Outcome{T}"/>.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class MutationAttribute : Attribute;

/// <summary>
/// Reads. A static class with a <c>Handle</c> is one field, named after the class; otherwise each public static method is a
/// field, named after the method. Parameters that are scalars, ids, enums or records are arguments;
/// <see cref="Page"/> stands for the paging arguments; everything else is provided.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class QueryAttribute : Attribute;

/// <summary>
/// Tells of what happens, for as long as a client listens: a static class whose methods are fields as in a query, each giving an
/// <see cref="IAsyncEnumerable{T}"/> of events or a task of one. The method may read before it gives the stream, and must see to it that
/// the stream holds the tenant's events only; the stream itself reads nothing, for its scope has no connection. What the log says comes by a <see cref="LiveFeed{TNews}"/>. An event that is an id is
/// shown as the thing that the caller may see by then, so it is best to tell ids. Permission and features are checked when a client
/// subscribes and again for each event.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class SubscriptionAttribute : Attribute;

/// <summary>
/// How <typeparamref name="T"/> appears in the schema: a static class whose public static methods are the fields. The first
/// parameter is the value; further ones are arguments or provided, as in a query. The XML comment is the description.
/// A method may return a plain value, a task, the id of a thing (resolved to that thing by its owner in one batch for the
/// whole level), or a <see cref="Loaded{T}"/> of a loader.
/// </summary>
/// <param name="name">The name in the schema; by default the name of the type.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ViewAttribute<T>(string? name = null) : Attribute, IViewDeclaration
{
    public Type Type => typeof(T);

    public string Name { get; } = name ?? typeof(T).Name;
}

/// <summary>What the schema needs to know of a view whatever its type.</summary>
public interface IViewDeclaration
{
    Type Type { get; }

    string Name { get; }
}

/// <summary>
/// Adds fields to another module's type, which is known by its id only: a static class whose methods take
/// <typeparamref name="TId"/> first.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ExtendsAttribute<TId> : Attribute, IExtensionDeclaration
    where TId : struct, IId<TId>
{
    public Type IdType => typeof(TId);
}

/// <summary>What the schema needs to know of an extension whatever its id type.</summary>
public interface IExtensionDeclaration
{
    Type IdType { get; }
}

/// <summary>The feature that a tenant must have switched on; a class or method without it is always there.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, Inherited = false)]
public sealed class FeatureAttribute(string id) : Attribute
{
    public string Id { get; } = id;
}

/// <summary>A query that anybody who is signed in for the tenant may ask, whatever they may do: it says nothing but who they are.</summary>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class ForWhoeverAsksAttribute : Attribute;

/// <summary>The permission that the caller must hold, such as <c>intake.receive</c>. Every mutation and query has one, but for <see cref="ForWhoeverAsksAttribute"/>.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, Inherited = false)]
public sealed class RequiresAttribute(string permission) : Attribute
{
    public string Permission { get; } = permission;
}
