namespace CarePlatform.GraphQL;

/// <summary>
/// Keeps the schema from callers who may not see it: their introspection is refused, and their errors give no hints about names
/// that they did not write.
/// </summary>
internal static class IntrospectionAccess
{
    private const string Code = "INTROSPECTION_NOT_ALLOWED";

    /// <summary>Whether the caller may see the schema.</summary>
    public static bool IsGranted(ExecutorOptions options, GraphQLRequest request) => options.MayIntrospect?.Invoke(request) is not false;

    /// <summary>Refuses an operation that introspects for a caller who may not.</summary>
    public static void Require(ExecutorOptions options, GraphQLRequest request, OperationPlan plan)
    {
        if (options.MayIntrospect is null)
        {
            return;
        }

        foreach (var field in plan.Root.Fields)
        {
            if (CostWeights.IsIntrospection(field.Definition) && !IsGranted(options, request))
            {
                var message = $"You may not see the schema, so \"{field.Definition.Name}\" cannot be queried.";
                throw new GraphQLException(new GraphQLError(message, [.. field.Nodes])
                {
                    Extensions = new Dictionary<string, object?> { ["code"] = Code },
                });
            }
        }
    }

    /// <summary>Errors as the caller may read them.</summary>
    public static IReadOnlyList<GraphQLError> Tellable(IReadOnlyList<GraphQLError> errors, ExecutorOptions options, GraphQLRequest request) =>
        IsGranted(options, request) ? errors : [.. errors.Select(WithoutHint)];

    private static GraphQLError WithoutHint(GraphQLError error) =>
        Wording.WithoutHint(error.Message) is var message && message == error.Message
            ? error
            : new GraphQLError(message, error.Nodes) { Locations = error.Locations, Path = error.Path, Extensions = error.Extensions };
}
