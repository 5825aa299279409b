using System.Text.Json;

namespace CarePlatform.GraphQL;

/// <summary>Makes a schema from what another server tells about its own. It can be printed and validated against, but not executed.</summary>
public static class ClientSchema
{
    /// <summary>
    /// The schema of the <c>data</c> of an introspection response. A response that lacks a part ends in a
    /// <see cref="GraphQLSchemaException"/> that names it.
    /// </summary>
    public static Schema Build(JsonElement introspection)
    {
        if (introspection.ValueKind is not JsonValueKind.Object || introspection.Part("__schema") is not { ValueKind: JsonValueKind.Object } schema)
        {
            throw ClientTypes.Incomplete(
                "Invalid or incomplete introspection result. Ensure that you are passing \"data\" property of introspection response "
                + $"and no \"errors\" was returned alongside: {Inspection.Show(introspection)}.");
        }

        var types = new ClientTypes(schema);
        return new Schema(new SchemaBlueprint
        {
            Description = schema.Words("description"),
            Query = types.RootOf("queryType"),
            Mutation = types.RootOf("mutationType"),
            Subscription = types.RootOf("subscriptionType"),
            Types = types.All,
            Directives = [.. schema.Parts("directives")?.Select(types.DirectiveOf) ?? []],
        });
    }
}

/// <summary>Reads the parts of an introspection response.</summary>
internal static class IntrospectionJson
{
    /// <summary>A part that is there and not null.</summary>
    public static JsonElement? Part(this JsonElement element, string name) =>
        element.TryGetProperty(name, out var part) && part.ValueKind is not JsonValueKind.Null ? part : null;

    public static JsonElement.ArrayEnumerator? Parts(this JsonElement element, string name) => element.Part(name)?.EnumerateArray();

    public static string? Words(this JsonElement element, string name) => element.Part(name)?.GetString();
}
