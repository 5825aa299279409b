using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace CarePlatform.GraphQL;

/// <summary>
/// Cursors as base64url of a JSON list: a mark of the ordering, then the keys of the item. To clients a cursor is opaque; the mark
/// refuses a cursor that was made for another ordering.
/// </summary>
internal sealed class CursorFormat(IReadOnlyList<Type> types, IReadOnlyList<bool> mayBeNull, string ordering, JsonSerializerOptions options)
{
    private readonly string _mark = MarkOf(ordering);

    public string Write(object?[] keys)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartArray();
            json.WriteStringValue(_mark);
            for (var i = 0; i < keys.Length; i++)
            {
                JsonSerializer.Serialize(json, keys[i], types[i], options);
            }

            json.WriteEndArray();
        }

        return Base64Url.EncodeToString(bytes.WrittenSpan);
    }

    public object?[] Read(string cursor, string argument)
    {
        try
        {
            using var json = JsonDocument.Parse(Base64Url.DecodeFromChars(cursor));
            if (json.RootElement.GetArrayLength() == types.Count + 1 && json.RootElement[0].GetString() == _mark)
            {
                var keys = new object?[types.Count];
                for (var i = 0; i < keys.Length; i++)
                {
                    keys[i] = json.RootElement[i + 1].Deserialize(types[i], options);
                    if (keys[i] is null && !mayBeNull[i])
                    {
                        throw Wrong(argument, null);
                    }
                }

                return keys;
            }
        }
        catch (Exception wrong) when (wrong is FormatException or JsonException or InvalidOperationException or NotSupportedException)
        {
            throw Wrong(argument, wrong);
        }

        throw Wrong(argument, null);
    }

    private static GraphQLException Wrong(string argument, Exception? cause) =>
        new($"`{argument}` is not a cursor of this list in this order. Take cursors from `pageInfo` or `edges` and send them unchanged.",
            "INVALID_CURSOR", cause);

    /// <summary>Three bytes of the ordering's text, the same in every run and on every machine.</summary>
    private static string MarkOf(string ordering)
    {
        var hash = 2166136261u;
        foreach (var value in Encoding.UTF8.GetBytes(ordering))
        {
            hash = (hash ^ value) * 16777619u;
        }

        return Base64Url.EncodeToString([(byte)hash, (byte)(hash >> 8), (byte)(hash >> 16)]);
    }
}
