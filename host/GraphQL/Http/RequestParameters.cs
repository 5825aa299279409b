using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace CarePlatform.GraphQL;

/// <summary>The parameters of a GraphQL request, checked for their types. The variables live until it is disposed.</summary>
internal sealed class RequestParameters : IDisposable
{
    private readonly JsonDocument? _json;

    private RequestParameters(JsonDocument? json) => _json = json;

    public required string Query { get; init; }

    public string? OperationName { get; private init; }

    public JsonElement Variables { get; private init; }

    /// <summary>What the client calls the operation on an event stream that several share; null elsewhere.</summary>
    public string? OperationId { get; private init; }

    /// <summary>The parameters in a body, or in a part of a message.</summary>
    public static RequestParameters FromJson(JsonDocument json, JsonElement? part = null)
    {
        try
        {
            var root = part ?? json.RootElement;
            if (root.ValueKind is JsonValueKind.Array)
            {
                throw HttpRefusal.BadRequest("Several requests in one, as a JSON list, are not supported. Send them one by one.");
            }

            if (root.ValueKind is not JsonValueKind.Object)
            {
                throw HttpRefusal.BadRequest("The body must be a JSON object with a \"query\".");
            }

            var extensions = Map(root, "extensions");
            return new RequestParameters(json)
            {
                OperationId = OperationIdIn(extensions),
                Query = Text(root, "query") ?? throw HttpRefusal.BadRequest("The request has no \"query\". It must hold the GraphQL document."),
                OperationName = Text(root, "operationName"),
                Variables = Map(root, "variables"),
            };
        }
        catch
        {
            json.Dispose();
            throw;
        }
    }

    public static RequestParameters FromQuery(IQueryCollection query)
    {
        var document = Single(query, "query");
        if (string.IsNullOrEmpty(document))
        {
            throw HttpRefusal.BadRequest("The request has no parameter \"query\". It must hold the GraphQL document.");
        }

        using (var extensions = ParseMap(Single(query, "extensions"), "extensions"))
        {
            var variables = ParseMap(Single(query, "variables"), "variables");
            return new RequestParameters(variables)
            {
                OperationId = OperationIdIn(extensions?.RootElement ?? default),
                Query = document,
                OperationName = Single(query, "operationName") is { Length: > 0 } name ? name : null,
                Variables = variables?.RootElement ?? default,
            };
        }
    }

    public void Dispose() => _json?.Dispose();

    private static string? Single(IQueryCollection query, string name)
    {
        var values = query[name];
        return values.Count <= 1
            ? values.ToString() is { Length: > 0 } value ? value : null
            : throw HttpRefusal.BadRequest($"The parameter \"{name}\" is given {values.Count} times. Give it once.");
    }

    private static JsonDocument? ParseMap(string? text, string name)
    {
        if (text is null)
        {
            return null;
        }

        var json = JsonText.Parse(Encoding.UTF8.GetBytes(text), $"The parameter \"{name}\"");
        if (json.RootElement.ValueKind is JsonValueKind.Object or JsonValueKind.Null)
        {
            return json;
        }

        json.Dispose();
        throw NotMap(name);
    }

    private static string? Text(JsonElement root, string name) =>
        !root.TryGetProperty(name, out var value) || value.ValueKind is JsonValueKind.Null ? null
        : value.ValueKind is JsonValueKind.String ? value.GetString()
        : throw HttpRefusal.BadRequest($"The parameter \"{name}\" must be a string.");

    private static string? OperationIdIn(JsonElement extensions) =>
        extensions.ValueKind is JsonValueKind.Object && extensions.TryGetProperty("operationId", out var id) && id.ValueKind is JsonValueKind.String
            ? id.GetString()
            : null;

    private static JsonElement Map(JsonElement root, string name) =>
        !root.TryGetProperty(name, out var value) || value.ValueKind is JsonValueKind.Null or JsonValueKind.Object
            ? value
            : throw NotMap(name);

    private static HttpRefusal NotMap(string name) => HttpRefusal.BadRequest($"The parameter \"{name}\" must be a JSON object.");
}
