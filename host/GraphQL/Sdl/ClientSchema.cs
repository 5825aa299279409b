using System.Text.Json;

namespace CarePlatform.GraphQL;

/// <summary>Makes a schema of what the introspection of a server told. Documents can be checked with it, but not executed.</summary>
public static class ClientSchema
{
    /// <summary>
    /// The schema of the <c>data</c> of an introspection response. What the response lacks ends in a
    /// <see cref="GraphQLSchemaException"/> that says what to ask for.
    /// </summary>
    public static Schema Build(JsonElement introspection)
    {
        if (introspection.ValueKind is not JsonValueKind.Object
            || !introspection.TryGetProperty("__schema", out var schema)
            || schema.ValueKind is not JsonValueKind.Object)
        {
            throw new GraphQLSchemaException(
                "Invalid or incomplete introspection result. Ensure that you are passing \"data\" property of introspection response "
                + $"and no \"errors\" was returned alongside: {Inspection.Show(introspection)}.");
        }

        var types = new IntrospectedTypes(schema.GetProperty("types"));
        return new Schema(new SchemaBlueprint
        {
            Query = types.FindObject(schema, "queryType"),
            Mutation = types.FindObject(schema, "mutationType"),
            Subscription = types.FindObject(schema, "subscriptionType"),
            Types = types.All,
            Directives = [.. schema.List("directives")?.Select(types.MakeDirective) ?? []],
            Description = schema.Text("description"),
        });
    }
}
