using System.Text.Json;

namespace CarePlatform.Intake;

/// <summary>
/// Finds the key of the resource that a reference means, in whichever way it is written: <c>urn:uuid:…</c>, <c>Type/id</c>, an
/// address, <c>Type?identifier=system|value</c> or a logical identifier. The key is the id of the resource; only what is
/// called something else as well is remembered.
/// </summary>
internal sealed class FhirReferences
{
    private readonly Dictionary<(string Type, string Name), string> _names = [];
    private readonly Dictionary<(ImportFile File, string Type, string Name), string> _namesInFile = [];
    private readonly Dictionary<(string Type, string Key), string> _owners = [];

    /// <summary>
    /// The key under which a resource is known in this import, remembering what else it is called. Files of different servers
    /// may use the same id for different people: then the later one is told apart by its file.
    /// </summary>
    /// <param name="identity">What tells whether two resources of the same id are the same.</param>
    /// <exception cref="UnreadableException">Nothing names it.</exception>
    public string Register(JsonElement resource, string type, string? fullUrl, ImportFile file, string? identity = null)
    {
        var id = resource.String("id") ?? LastPart(fullUrl) ?? FirstIdentifier(resource)
            ?? throw new UnreadableException("has neither an id nor an identifier");
        var key = id;
        if (identity is not null && !_owners.TryAdd((type, id), identity) && _owners[(type, id)] != identity)
        {
            key = $"{id}@{file.Name}";
            _namesInFile[(file, type, id)] = key;
        }

        if (LastPart(fullUrl) is { } name && name != id)
        {
            _names[(type, name)] = key;
        }

        foreach (var identifier in resource.List("identifier"))
        {
            if (identifier.String("value") is { } value && value != id)
            {
                _names.TryAdd((type, $"{identifier.String("system")}|{value}"), key);
            }
        }

        return key;
    }

    /// <summary>The key that a reference means; null when there is none, or it points inside its own resource.</summary>
    public string? Resolve(JsonElement reference, string type, ImportFile file)
    {
        var name = NameOf(reference);
        if (name is null)
        {
            return null;
        }

        if (_namesInFile.TryGetValue((file, type, name), out var key) || _names.TryGetValue((type, name), out key))
        {
            return key;
        }

        // An identifier whose value is the id itself was not remembered.
        var bar = name.IndexOf('|', StringComparison.Ordinal);
        return bar < 0 ? name : name[(bar + 1)..];
    }

    private static string? NameOf(JsonElement reference)
    {
        if (reference.String("reference") is not { } written)
        {
            var identifier = reference.Get("identifier");
            return identifier.String("value") is { } value ? $"{identifier.String("system")}|{value}" : null;
        }

        if (written.StartsWith('#'))
        {
            return null;
        }

        const string Conditional = "?identifier=";
        var at = written.IndexOf(Conditional, StringComparison.Ordinal);
        return at < 0 ? LastPart(written) : Uri.UnescapeDataString(written[(at + Conditional.Length)..]);
    }

    private static string? LastPart(string? address)
    {
        if (address is null)
        {
            return null;
        }

        var version = address.IndexOf("/_history/", StringComparison.Ordinal);
        var text = version < 0 ? address : address[..version];
        return text.StartsWith("urn:", StringComparison.Ordinal)
            ? text[(text.LastIndexOf(':') + 1)..]
            : text[(text.LastIndexOf('/') + 1)..];
    }

    private static string? FirstIdentifier(JsonElement resource) =>
        resource.List("identifier").Select(i => i.String("value")).FirstOrDefault(v => v is not null);
}
