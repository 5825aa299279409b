using System.Text.Json;
using CarePlatform.GraphQL;

namespace CarePlatform.Platform.Tests;

/// <summary>Asks an executor and gives the answer as text, with single quotes so that tests stay readable.</summary>
internal static class GraphQLAnswers
{
    public static Task<string> Ask(this Schema schema, string query, string? variables = null) =>
        new GraphQLExecutor(schema).Ask(query, variables);

    public static async Task<string> Ask(
        this GraphQLExecutor executor, string query, string? variables = null, string? operation = null, CancellationTokenSource? cancelled = null)
    {
        var request = new GraphQLRequest
        {
            Query = query,
            OperationName = operation,
            Variables = variables is null ? default : JsonElement.Parse(variables.Replace('\'', '"')),
        };
        using var response = await executor.Execute(request, cancelled?.Token ?? default);
        return response.ToString().Replace('"', '\'');
    }
}
