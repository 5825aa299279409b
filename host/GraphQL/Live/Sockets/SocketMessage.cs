using System.Text.Json;
using System.Text.Unicode;

namespace CarePlatform.GraphQL;

/// <summary>A message from the client. Its payload lives until it is disposed.</summary>
internal sealed class SocketMessage : IDisposable
{
    private readonly JsonDocument _json;

    private SocketMessage(JsonDocument json, string type)
    {
        _json = json;
        Type = type;
    }

    public string Type { get; }

    /// <summary>Undefined when there is none.</summary>
    public JsonElement Payload => _json.RootElement.TryGetProperty("payload", out var payload) ? payload : default;

    public static SocketMessage Parse(ReadOnlySpan<byte> text)
    {
        var json = ParseJson(text);
        try
        {
            return json.RootElement.ValueKind is JsonValueKind.Object && TextOf(json.RootElement, "type") is { } type
                ? new SocketMessage(json, type)
                : throw SocketEnd.BadRequest("A message must be a JSON object with a \"type\".");
        }
        catch
        {
            json.Dispose();
            throw;
        }
    }

    /// <summary>The id that names the operation.</summary>
    public string RequireId(int maxLength) => TextOf(_json.RootElement, "id") switch
    {
        null or "" => throw SocketEnd.BadRequest($"A message of type \"{Type}\" must have an \"id\", which is a text."),
        { } id when id.Length > maxLength => throw SocketEnd.BadRequest($"An \"id\" may have at most {maxLength} characters."),
        { } id => id,
    };

    /// <summary>The payload of a message that may go without one.</summary>
    public JsonElement OptionalPayload() => Payload.ValueKind switch
    {
        JsonValueKind.Undefined or JsonValueKind.Null => default,
        JsonValueKind.Object => Payload,
        _ => throw SocketEnd.BadRequest($"The \"payload\" of a message of type \"{Type}\" must be a JSON object."),
    };

    /// <summary>The operation to execute. The message belongs to the parameters from then on.</summary>
    public RequestParameters TakeParameters()
    {
        if (Payload.ValueKind is not JsonValueKind.Object)
        {
            throw SocketEnd.BadRequest($"A message of type \"{Type}\" must have a \"payload\" with a \"query\".");
        }

        try
        {
            return RequestParameters.FromMessage(_json, Payload);
        }
        catch (HttpRefusal refusal)
        {
            throw SocketEnd.BadRequest(refusal.Message);
        }
    }

    public void Dispose() => _json.Dispose();

    private static JsonDocument ParseJson(ReadOnlySpan<byte> text)
    {
        if (!Utf8.IsValid(text))
        {
            throw SocketEnd.BadRequest("The message is not valid UTF-8.");
        }

        try
        {
            return JsonText.Parse(text, "The message");
        }
        catch (HttpRefusal refusal)
        {
            throw SocketEnd.BadRequest(refusal.Message);
        }
    }

    private static string? TextOf(JsonElement message, string name) =>
        message.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;
}
