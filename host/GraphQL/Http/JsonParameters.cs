using System.Text.Json;

namespace CarePlatform.GraphQL;

/// <summary>Where the parameters of a request stand in its JSON body. Nothing is made of them yet; of two of a name the last counts.</summary>
internal readonly struct JsonParameters
{
    public JsonPart Query { get; private init; }

    public JsonPart DocumentId { get; private init; }

    public JsonPart OperationName { get; private init; }

    public JsonPart Variables { get; private init; }

    public JsonPart Extensions { get; private init; }

    /// <summary>Reads the body once; a body that is not one JSON object is refused.</summary>
    public static JsonParameters Find(ReadOnlySpan<byte> body)
    {
        JsonText.RequireWholeSurrogates(body, "The body");
        try
        {
            var reader = new Utf8JsonReader(body);
            reader.Read();
            RequireObject(reader.TokenType);
            JsonPart query = default, documentId = default, operationName = default, variables = default, extensions = default;
            while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
            {
                if (reader.ValueTextEquals("query"u8))
                {
                    query = JsonPart.Next(ref reader);
                }
                else if (reader.ValueTextEquals("documentId"u8))
                {
                    documentId = JsonPart.Next(ref reader);
                }
                else if (reader.ValueTextEquals("variables"u8))
                {
                    variables = JsonPart.Next(ref reader);
                }
                else if (reader.ValueTextEquals("operationName"u8))
                {
                    operationName = JsonPart.Next(ref reader);
                }
                else if (reader.ValueTextEquals("extensions"u8))
                {
                    extensions = JsonPart.Next(ref reader);
                }
                else
                {
                    reader.Skip();
                }
            }

            // Anything behind the object is an error of the reader.
            reader.Read();
            return new JsonParameters { Query = query, DocumentId = documentId, OperationName = operationName, Variables = variables, Extensions = extensions };
        }
        catch (JsonException wrong)
        {
            throw JsonText.NotValid(wrong, "The body");
        }
    }

    private static void RequireObject(JsonTokenType first)
    {
        if (first is JsonTokenType.StartArray)
        {
            throw HttpRefusal.BadRequest("Several requests in one, as a JSON list, are not supported. Send them one by one.");
        }

        if (first is not JsonTokenType.StartObject)
        {
            throw HttpRefusal.BadRequest("The body must be a JSON object with a \"query\".");
        }
    }
}

/// <summary>A value somewhere in a JSON text: how it begins, and its bytes.</summary>
internal readonly record struct JsonPart(JsonTokenType Kind, int Start, int Length)
{
    /// <summary>Whether there is no value, or null.</summary>
    public bool IsNothing => Kind is JsonTokenType.None or JsonTokenType.Null;

    /// <summary>The next value; the reader stands at its end then.</summary>
    public static JsonPart Next(ref Utf8JsonReader reader)
    {
        reader.Read();
        var (kind, start) = (reader.TokenType, (int)reader.TokenStartIndex);
        reader.Skip();
        return new JsonPart(kind, start, (int)reader.BytesConsumed - start);
    }

    public ReadOnlyMemory<byte> Of(ReadOnlyMemory<byte> text) => text.Slice(Start, Length);
}
