using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace CarePlatform.GraphQL;

/// <summary>The SHA-256 of a document, as clients and manifests write it: 64 lower-case hexadecimal digits.</summary>
public static class DocumentHash
{
    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789abcdef");

    /// <summary>What stands before the hash in a document identifier.</summary>
    public const string Prefix = "sha256:";

    /// <summary>The hash of a text in UTF-8.</summary>
    public static string Of(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>The identifier that every document has by its text alone.</summary>
    public static string IdOf(string text) => Prefix + Of(text);

    /// <summary>Whether this can be the hash of a document.</summary>
    internal static bool IsHash(ReadOnlySpan<char> text) =>
        text.Length == SHA256.HashSizeInBytes * 2 && !text.ContainsAnyExcept(Digits);
}
