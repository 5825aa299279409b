namespace CarePlatform.GraphQL;

/// <summary>The types that describe a schema to its clients.</summary>
public static partial class IntrospectionTypes
{
    public static ObjectType Schema { get; } = new("__Schema", () => []);

    public static ObjectType Type { get; } = new("__Type", () => []);
}
