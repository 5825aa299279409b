using System.Buffers;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace CarePlatform.GraphQL;

/// <summary>
/// The parameters of a GraphQL request, checked for their types. They live until it is disposed: those of a body are parts of the
/// bytes that were received.
/// </summary>
internal sealed class RequestParameters : IDisposable
{
    private readonly JsonDocument? _json;
    private readonly JsonDocument? _more;
    private byte[]? _pooled;

    private RequestParameters(JsonDocument? json, JsonDocument? more = null) => (_json, _more) = (json, more);

    /// <summary>The document; null when it stands in <see cref="QueryJson"/>, or when the request names one that the server has.</summary>
    public string? Query { get; private init; }

    /// <summary>The document as the JSON string that was received, so that one that is known need not be made text.</summary>
    public ReadOnlyMemory<byte> QueryJson { get; private init; }

    public string? DocumentId { get; private init; }

    public JsonElement Extensions { get; private init; }

    public string? OperationName { get; private init; }

    public JsonElement Variables { get; private init; }

    /// <summary>What the client calls the operation on an event stream that several share; null elsewhere.</summary>
    public string? OperationId =>
        Extensions.ValueKind is JsonValueKind.Object && Extensions.TryGetProperty("operationId", out var id) && id.ValueKind is JsonValueKind.String
            ? id.GetString()
            : null;

    /// <summary>The requests of a batch, which live as long as it does; null for a single request.</summary>
    public IReadOnlyList<RequestParameters>? Batch { get; private init; }

    /// <summary>
    /// The parameters in a body, which may hold a batch of so many requests; 0 means that none may come together. The array that
    /// holds the body is given back to its pool in the end.
    /// </summary>
    public static RequestParameters FromBody(ReadOnlyMemory<byte> body, byte[] pooled, int maxBatch)
    {
        if (maxBatch > 0 && body.Span.TrimStart(" \t\r\n"u8) is [(byte)'[', ..])
        {
            var list = JsonText.Parse(body.Span, "The body");
            try
            {
                var batch = BatchOf(list, maxBatch);
                ArrayPool<byte>.Shared.Return(pooled);
                return batch;
            }
            catch
            {
                list.Dispose();
                throw;
            }
        }

        var found = JsonParameters.Find(body.Span);
        RequireMap(found.Extensions, "extensions");
        RequireText(found.Query, "query");
        RequireText(found.DocumentId, "documentId");
        RequireText(found.OperationName, "operationName");
        RequireMap(found.Variables, "variables");
        var variables = found.Variables.IsNothing ? null : JsonDocument.Parse(found.Variables.Of(body));
        var extensions = found.Extensions.IsNothing ? null : JsonDocument.Parse(found.Extensions.Of(body));
        return new RequestParameters(variables, extensions)
        {
            _pooled = pooled,
            QueryJson = found.Query.IsNothing ? default : found.Query.Of(body),
            DocumentId = found.DocumentId.IsNothing ? null : JsonText.Unescape(found.DocumentId.Of(body).Span),
            OperationName = found.OperationName.IsNothing ? null : JsonText.Unescape(found.OperationName.Of(body).Span),
            Variables = variables?.RootElement ?? default,
            Extensions = extensions?.RootElement ?? default,
        }.WithDocument("\"query\"");
    }

    /// <summary>The parameters in a part of a message, whose JSON is theirs from then on; it stays the caller's when it is refused.</summary>
    public static RequestParameters FromMessage(JsonDocument message, JsonElement part) => One(part, message);

    public static RequestParameters FromQuery(IQueryCollection query)
    {
        var extensions = ParseMap(Single(query, "extensions"), "extensions");
        JsonDocument? variables = null;
        try
        {
            variables = ParseMap(Single(query, "variables"), "variables");
            return new RequestParameters(variables, extensions)
            {
                Query = Single(query, "query"),
                DocumentId = Single(query, "documentId"),
                OperationName = Single(query, "operationName"),
                Variables = variables?.RootElement ?? default,
                Extensions = extensions?.RootElement ?? default,
            }.WithDocument("parameter \"query\"");
        }
        catch
        {
            variables?.Dispose();
            extensions?.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        _json?.Dispose();
        _more?.Dispose();
        if (_pooled is { } pooled)
        {
            _pooled = null;
            ArrayPool<byte>.Shared.Return(pooled);
        }
    }

    private RequestParameters WithDocument(string where) =>
        Query is null && QueryJson.IsEmpty && DocumentId is null
        && !(Extensions.ValueKind is JsonValueKind.Object && Extensions.TryGetProperty("persistedQuery", out _))
            ? throw HttpRefusal.BadRequest($"The request has no {where}. It must hold the GraphQL document.")
            : this;

    private static RequestParameters BatchOf(JsonDocument json, int maxBatch)
    {
        var count = json.RootElement.GetArrayLength();
        return count >= 1 && count <= maxBatch
            ? new RequestParameters(json) { Batch = [.. json.RootElement.EnumerateArray().Select(request => One(request))] }
            : throw HttpRefusal.BadRequest($"The list holds {count} requests; it must hold 1 to {maxBatch}.");
    }

    private static RequestParameters One(JsonElement request, JsonDocument? json = null)
    {
        if (request.ValueKind is not JsonValueKind.Object)
        {
            throw HttpRefusal.BadRequest("The body must be a JSON object with a \"query\".");
        }

        return new RequestParameters(json)
        {
            Query = Text(request, "query"),
            DocumentId = Text(request, "documentId"),
            Extensions = Map(request, "extensions"),
            OperationName = Text(request, "operationName"),
            Variables = Map(request, "variables"),
        }.WithDocument("\"query\"");
    }

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

    private static JsonElement Map(JsonElement root, string name) =>
        !root.TryGetProperty(name, out var value) || value.ValueKind is JsonValueKind.Null or JsonValueKind.Object
            ? value
            : throw NotMap(name);

    private static void RequireText(JsonPart part, string name)
    {
        if (!part.IsNothing && part.Kind is not JsonTokenType.String)
        {
            throw HttpRefusal.BadRequest($"The parameter \"{name}\" must be a string.");
        }
    }

    private static void RequireMap(JsonPart part, string name)
    {
        if (!part.IsNothing && part.Kind is not JsonTokenType.StartObject)
        {
            throw NotMap(name);
        }
    }

    private static HttpRefusal NotMap(string name) => HttpRefusal.BadRequest($"The parameter \"{name}\" must be a JSON object.");
}
