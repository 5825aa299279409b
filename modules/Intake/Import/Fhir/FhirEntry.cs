using System.Text;
using System.Text.Json;

namespace CarePlatform.Intake;

/// <summary>
/// One resource in a file, not parsed yet: an entry of a bundle, a line of NDJSON or a file of its own. The bytes are valid
/// until the next entry is asked for.
/// </summary>
internal readonly record struct FhirEntry(ReadOnlyMemory<byte> Json, Origin Origin)
{
    private bool IsEntry => Origin.Entry is not null;

    /// <summary>The type of the resource, found without reading it whole; null when there is none.</summary>
    public string? ResourceType()
    {
        var reader = new Utf8JsonReader(Json.Span, new JsonReaderOptions { MaxDepth = 128 });
        return reader.Read() && reader.TokenType is JsonTokenType.StartObject
            && (!IsEntry || (FindProperty(ref reader, "resource"u8) && reader.TokenType is JsonTokenType.StartObject))
            && FindProperty(ref reader, "resourceType"u8) && reader.TokenType is JsonTokenType.String
            ? reader.GetString()
            : null;
    }

    /// <summary>Parses the entry.</summary>
    public JsonDocument Parse() => JsonDocument.Parse(Json, new JsonDocumentOptions { MaxDepth = 128 });

    /// <summary>The resource in the parsed entry.</summary>
    public JsonElement Resource(JsonDocument parsed) =>
        IsEntry ? parsed.RootElement.GetProperty("resource") : parsed.RootElement;

    /// <summary>What references within the bundle call it.</summary>
    public string? FullUrl(JsonDocument parsed) => IsEntry ? parsed.RootElement.String("fullUrl") : null;

    // Goes to the value of a property of the object that was just entered.
    private static bool FindProperty(ref Utf8JsonReader reader, ReadOnlySpan<byte> name)
    {
        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            var found = reader.ValueTextEquals(name);
            reader.Read();
            if (found)
            {
                return true;
            }

            reader.Skip();
        }

        return false;
    }
}

/// <summary>The entries of a file, whichever form it has. What is not well-formed is reported.</summary>
internal static class FhirEntries
{
    /// <summary>Whether the name tells that the file may hold FHIR.</summary>
    public static bool MayBeFhir(ImportFile file) =>
        file.Kind.EndsWith(".json", StringComparison.Ordinal) || IsByLine(file);

    public static IEnumerable<FhirEntry> Of(ImportFile file, Problems problems) =>
        IsByLine(file) ? Lines(file, problems) : Values(file, problems);

    private static bool IsByLine(ImportFile file) =>
        file.Kind.EndsWith(".ndjson", StringComparison.Ordinal) || file.Kind.EndsWith(".jsonl", StringComparison.Ordinal);

    private static IEnumerable<FhirEntry> Lines(ImportFile file, Problems problems)
    {
        using var reader = new StreamReader(file.Open(), Encoding.UTF8);
        for (var line = 1; ReadLine(reader, new Origin(file, line), problems) is { } text; line++)
        {
            if (!string.IsNullOrWhiteSpace(text))
            {
                yield return new FhirEntry(Encoding.UTF8.GetBytes(text), new Origin(file, line));
            }
        }
    }

    private static IEnumerable<FhirEntry> Values(ImportFile file, Problems problems)
    {
        using var reader = new BundleReader(file, problems);
        while (reader.Next() is { } entry)
        {
            yield return entry;
        }
    }

    private static string? ReadLine(StreamReader reader, Origin here, Problems problems)
    {
        try
        {
            return reader.ReadLine();
        }
        catch (InvalidDataException)
        {
            problems.Add(here, "the compressed data is damaged: the rest of this file was not read");
            return null;
        }
    }
}
