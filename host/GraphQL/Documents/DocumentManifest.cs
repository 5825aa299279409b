using System.Collections.Frozen;
using System.Text.Json;

namespace CarePlatform.GraphQL;

/// <summary>
/// Registered documents in memory. Each is found under the identifier that it was given and under the hash of its text.
/// </summary>
public sealed class DocumentManifest : IDocumentStore
{
    private readonly FrozenDictionary<string, string> _documents;

    /// <summary>The documents by their identifiers.</summary>
    /// <exception cref="ArgumentException">An identifier is malformed, or is a hash that is not the one of its text.</exception>
    public DocumentManifest(IEnumerable<KeyValuePair<string, string>> documents)
    {
        var known = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (id, text) in documents)
        {
            Require(id, text);
            known[id] = text;
            known[DocumentHash.IdOf(text)] = text;
        }

        _documents = known.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>How many identifiers are known.</summary>
    public int Count => _documents.Count;

    /// <summary>
    /// The documents of a folder and the folders below: <c>.graphql</c> files under their names without the ending, and
    /// <c>.json</c> manifests, which map identifiers to texts or list operations with <c>id</c> and <c>body</c>, as client
    /// compilers write them. The folder is read once.
    /// </summary>
    /// <exception cref="InvalidDataException">A file cannot be read as what its ending says; the message names it.</exception>
    public static DocumentManifest FromFolder(string path)
    {
        var documents = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            try
            {
                foreach (var (id, text) in Read(file))
                {
                    Require(id, text);
                    if (!documents.TryAdd(id, text) && documents[id] != text)
                    {
                        throw new ArgumentException($"The identifier \"{id}\" stands for another document elsewhere in the folder.");
                    }
                }
            }
            catch (Exception wrong) when (wrong is JsonException or ArgumentException)
            {
                throw new InvalidDataException($"{file} is no list of documents: {wrong.Message}", wrong);
            }
        }

        return new DocumentManifest(documents);
    }

    public ValueTask<string?> Find(string documentId, CancellationToken cancellation) => new(_documents.GetValueOrDefault(documentId));

    private static List<KeyValuePair<string, string>> Read(string file) => Path.GetExtension(file) switch
    {
        ".graphql" => [KeyValuePair.Create(Path.GetFileNameWithoutExtension(file), File.ReadAllText(file))],
        ".json" => ReadManifest(File.ReadAllText(file)),
        _ => [],
    };

    private static List<KeyValuePair<string, string>> ReadManifest(string json)
    {
        using var manifest = JsonDocument.Parse(json);
        if (manifest.RootElement.ValueKind is not JsonValueKind.Object)
        {
            throw new ArgumentException("It must be a JSON object.");
        }

        return manifest.RootElement.TryGetProperty("operations", out var operations) && operations.ValueKind is JsonValueKind.Array
            ? [.. operations.EnumerateArray().Select(operation => KeyValuePair.Create(MemberOf(operation, "id"), MemberOf(operation, "body")))]
            : [.. manifest.RootElement.EnumerateObject().Select(entry => KeyValuePair.Create(entry.Name, TextOf(entry.Value, entry.Name)))];
    }

    private static string MemberOf(JsonElement operation, string name) =>
        operation.ValueKind is JsonValueKind.Object && operation.TryGetProperty(name, out var value)
            ? TextOf(value, name)
            : throw new ArgumentException($"An operation has no \"{name}\".");

    private static string TextOf(JsonElement value, string name) =>
        value.ValueKind is JsonValueKind.String ? value.GetString()! : throw new ArgumentException($"\"{name}\" must be a string.");

    private static void Require(string id, string text)
    {
        if (!DocumentId.IsWellFormed(id))
        {
            throw new ArgumentException($"\"{id}\" is no document identifier. {DocumentId.Rule}");
        }

        if (id.StartsWith(DocumentHash.Prefix, StringComparison.Ordinal) && id != DocumentHash.IdOf(text))
        {
            throw new ArgumentException($"\"{id}\" is not the hash of its document, which is {DocumentHash.IdOf(text)}.");
        }
    }
}
