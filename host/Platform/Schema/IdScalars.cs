using CarePlatform.GraphQL;

namespace CarePlatform.Platform;

/// <summary>Typed ids in the schema: scalars that are text for the client.</summary>
internal static class IdScalars
{
    /// <summary>Whether the type is a typed id.</summary>
    public static bool IsId(Type type) => type.IsValueType
        && Array.Exists(type.GetInterfaces(), i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IId<>));

    /// <summary>How an id type is an <c>ID</c>.</summary>
    public static ScalarMapping Mapping(Type id) => IdReader.Of(id).Mapping;
}
