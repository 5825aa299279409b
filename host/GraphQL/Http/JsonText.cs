using System.Text.Json;

namespace CarePlatform.GraphQL;

/// <summary>Parses JSON that came from a client, and says where it is wrong.</summary>
internal static class JsonText
{
    public static JsonDocument Parse(ReadOnlySpan<byte> text, string what)
    {
        RequireWholeSurrogates(text, what);
        try
        {
            // Parsing from a reader copies the text, so that it does not matter what becomes of the buffer.
            var reader = new Utf8JsonReader(text);
            var document = JsonDocument.ParseValue(ref reader);
            try
            {
                while (reader.Read())
                {
                }
            }
            catch
            {
                document.Dispose();
                throw;
            }

            return document;
        }
        catch (JsonException wrong)
        {
            throw NotValid(wrong, what);
        }
    }

    /// <summary>The text of a JSON string that is known to be valid, given with its quotes.</summary>
    public static string Unescape(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        reader.Read();
        return reader.GetString()!;
    }

    /// <summary>Refuses a text with an escape for one half of a surrogate pair.</summary>
    public static void RequireWholeSurrogates(ReadOnlySpan<byte> text, string what)
    {
        if (text.IndexOf("\\u"u8) >= 0 && HasHalfSurrogate(text))
        {
            throw HttpRefusal.BadRequest($"{what} has an escape for half of a surrogate pair, which is no text.");
        }
    }

    public static HttpRefusal NotValid(JsonException wrong, string what)
    {
        var reason = wrong.Message.Split(" LineNumber:", 2)[0];
        return HttpRefusal.BadRequest(
            $"{what} is not valid JSON at line {wrong.LineNumber + 1}, column {wrong.BytePositionInLine + 1}: {reason}");
    }

    /// <summary>Whether an escape stands for a surrogate without its partner. The reader would only notice when the text is used.</summary>
    private static bool HasHalfSurrogate(ReadOnlySpan<byte> text)
    {
        var expectLow = false;
        int next;
        while ((next = text.IndexOf((byte)'\\')) >= 0 && next + 1 < text.Length)
        {
            if (expectLow && next > 0)
            {
                return true;
            }

            text = text[next..];
            var unit = text.Length >= 6 && text[1] is (byte)'u' ? CodeUnit(text.Slice(2, 4)) : 0;
            if (expectLow != char.IsLowSurrogate((char)unit))
            {
                return true;
            }

            expectLow = char.IsHighSurrogate((char)unit);
            text = text[(unit == 0 ? 2 : 6)..];
        }

        return expectLow;
    }

    private static int CodeUnit(ReadOnlySpan<byte> digits) =>
        System.Buffers.Text.Utf8Parser.TryParse(digits, out int unit, out var read, 'x') && read == 4 ? unit : 0;
}
