using System.Text.Json;
using CarePlatform.GraphQL;

namespace CarePlatform.Platform.Tests;

/// <summary>Asks for answers in parts.</summary>
internal static class IncrementalAnswers
{
    public static async Task<List<string>> AskInParts(
        this GraphQLExecutor executor, GraphQLRequest request, CancellationToken cancellation = default)
    {
        await using var response = await executor.ExecuteIncrementally(request, cancellation);
        var payloads = new List<string> { response.First.ToString() };
        await foreach (var part in response.Rest(cancellation))
        {
            using (part)
            {
                payloads.Add(part.ToString());
            }
        }

        return payloads;
    }

    /// <summary>The parts with single quotes.</summary>
    public static async Task<List<string>> AskInParts(this GraphQLExecutor executor, string query, string? variables = null)
    {
        var request = new GraphQLRequest
        {
            Query = query,
            Variables = variables is null ? default : JsonElement.Parse(variables.Replace('\'', '"')),
        };
        return [.. (await executor.AskInParts(request)).Select(payload => payload.Replace('"', '\''))];
    }
}
