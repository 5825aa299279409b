using System.Text.Json;

namespace CarePlatform.Intake;

/// <summary>
/// Walks through a JSON file that holds bundles or single resources, one entry at a time, so that a bundle of any size needs
/// the memory of its largest entry.
/// </summary>
internal sealed class BundleReader(ImportFile file, Problems problems) : IDisposable
{
    private JsonValues? _json;
    private Func<FhirEntry?> _next = () => null;
    private int _entry;

    /// <summary>The next entry or resource; null at the end, which a fault in the file brings early.</summary>
    public FhirEntry? Next()
    {
        try
        {
            if (_json is null)
            {
                Begin();
            }

            return _next();
        }
        catch (JsonException fault)
        {
            var line = (int)(fault.LineNumber ?? _json!.Line - 1) + 1;
            return End(line, "is not well-formed JSON here: the rest of this file was not read");
        }
        catch (InvalidDataException)
        {
            return End(_json?.Line ?? 1, "the compressed data is damaged: the rest of this file was not read");
        }
    }

    public void Dispose() => _json?.Dispose();

    // The type may stand anywhere in the object, so it is looked for first and the file opened again.
    private void Begin()
    {
        _json = new JsonValues(file.Open());
        var type = FindType();
        if (type is null)
        {
            End(1, "is JSON, but neither a FHIR bundle nor a FHIR resource: nothing of it was read");
            return;
        }

        _json.Dispose();
        _json = new JsonValues(file.Open());
        _next = type == "Bundle" ? NextEntry : NextResource;
    }

    private string? FindType()
    {
        if (_json!.Next() is not JsonTokenType.StartObject)
        {
            return null;
        }

        while (_json.Next() is JsonTokenType.PropertyName)
        {
            if (_json.Text == "resourceType")
            {
                return _json.Next() is JsonTokenType.String ? _json.Text : null;
            }

            _json.Skip();
        }

        return null;
    }

    private FhirEntry? NextResource() =>
        _json!.TryTake(out var value, out var line) ? new FhirEntry(value, new Origin(file, line)) : null;

    private FhirEntry? NextEntry()
    {
        do
        {
            if (_json!.Depth == 2 && _json.TryTake(out var value, out var line))
            {
                return new FhirEntry(value, new Origin(file, line, _entry++));
            }
        }
        while (GoToEntries());

        return null;
    }

    // Ends inside the array of entries, or at the end of the file.
    private bool GoToEntries()
    {
        while (_json!.Next() is { } token)
        {
            if (token is JsonTokenType.PropertyName && _json.Depth == 1)
            {
                if (_json.Text != "entry")
                {
                    _json.Skip();
                }
                else if (_json.Next() is JsonTokenType.StartArray)
                {
                    return true;
                }
            }
        }

        return false;
    }

    private FhirEntry? End(int line, string reason)
    {
        problems.Add(new Origin(file, line), reason);
        _next = () => null;
        return null;
    }
}
