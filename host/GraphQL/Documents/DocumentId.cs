using System.Buffers;

namespace CarePlatform.GraphQL;

/// <summary>Identifiers of documents, as GraphQL over HTTP writes them.</summary>
internal static class DocumentId
{
    /// <summary>What an identifier may be, said to whoever wrote a wrong one.</summary>
    public const string Rule =
        "It must be sha256: and 64 lower-case hexadecimal digits, or up to 200 letters, digits and -._~, with a prefix x-…: if any.";

    private const int MostCharacters = 200;

    private static readonly SearchValues<char> Unreserved =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~");

    public static bool IsWellFormed(ReadOnlySpan<char> id)
    {
        if (id.Length is 0 or > MostCharacters)
        {
            return false;
        }

        if (id.StartsWith(DocumentHash.Prefix))
        {
            return DocumentHash.IsHash(id[DocumentHash.Prefix.Length..]);
        }

        var colon = id.IndexOf(':');
        return colon < 0 ? IsPlain(id) : id.StartsWith("x-") && colon > 2 && IsPlain(id[..colon]) && IsPlain(id[(colon + 1)..]);
    }

    private static bool IsPlain(ReadOnlySpan<char> text) => text.Length > 0 && !text.ContainsAnyExcept(Unreserved);
}
