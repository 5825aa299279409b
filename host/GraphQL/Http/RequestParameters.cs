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
    private byte[]? _pooled;

    private RequestParameters(JsonDocument? json) => _json = json;

    /// <summary>The document; null when it stands in <see cref="QueryJson"/>.</summary>
    public string? Query { get; private init; }

    /// <summary>The document as the JSON string that was received, so that one that is known need not be made text.</summary>
    public ReadOnlyMemory<byte> QueryJson { get; private init; }

    public string? OperationName { get; private init; }

    public JsonElement Variables { get; private init; }

    /// <summary>The parameters in a body; the array that holds it is given back to its pool in the end.</summary>
    public static RequestParameters FromBody(ReadOnlyMemory<byte> body, byte[] pooled)
    {
        var found = JsonParameters.Find(body.Span);
        RequireMap(found.Extensions, "extensions");
        RequireText(found.Query, "query");
        if (found.Query.IsNothing)
        {
            throw HttpRefusal.BadRequest("The request has no \"query\". It must hold the GraphQL document.");
        }

        RequireText(found.OperationName, "operationName");
        RequireMap(found.Variables, "variables");
        var variables = found.Variables.IsNothing ? null : JsonDocument.Parse(found.Variables.Of(body));
        return new RequestParameters(variables)
        {
            _pooled = pooled,
            QueryJson = found.Query.Of(body),
            OperationName = found.OperationName.IsNothing ? null : JsonText.Unescape(found.OperationName.Of(body).Span),
            Variables = variables?.RootElement ?? default,
        };
    }

    public static RequestParameters FromQuery(IQueryCollection query)
    {
        var document = Single(query, "query");
        if (string.IsNullOrEmpty(document))
        {
            throw HttpRefusal.BadRequest("The request has no parameter \"query\". It must hold the GraphQL document.");
        }

        using (ParseMap(Single(query, "extensions"), "extensions"))
        {
            var variables = ParseMap(Single(query, "variables"), "variables");
            return new RequestParameters(variables)
            {
                Query = document,
                OperationName = Single(query, "operationName") is { Length: > 0 } name ? name : null,
                Variables = variables?.RootElement ?? default,
            };
        }
    }

    public void Dispose()
    {
        _json?.Dispose();
        if (_pooled is { } pooled)
        {
            _pooled = null;
            ArrayPool<byte>.Shared.Return(pooled);
        }
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
