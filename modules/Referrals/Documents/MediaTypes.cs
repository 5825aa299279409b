using System.Text;

namespace CarePlatform.Referrals;

/// <summary>The kinds of documents whose form can be told from their bytes; no other kind can be allowed.</summary>
internal static class MediaTypes
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static readonly Dictionary<string, Func<byte[], bool>> Forms = new(StringComparer.Ordinal)
    {
        ["application/pdf"] = c => Begins(c, "%PDF-"u8),
        ["image/jpeg"] = c => Begins(c, [0xFF, 0xD8, 0xFF]),
        ["image/png"] = c => Begins(c, [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]),
        ["image/tiff"] = c => Begins(c, [(byte)'I', (byte)'I', 0x2A, 0]) || Begins(c, [(byte)'M', (byte)'M', 0, 0x2A]),
        ["text/plain"] = IsText,
    };

    /// <summary>All of them.</summary>
    public static IReadOnlyCollection<string> Known => Forms.Keys;

    /// <summary>Whether the bytes have the form that the kind says.</summary>
    public static bool Fits(string mediaType, byte[] content) => Forms.TryGetValue(mediaType, out var form) && form(content);

    private static bool Begins(byte[] content, ReadOnlySpan<byte> with) => content.AsSpan().StartsWith(with);

    private static bool IsText(byte[] content)
    {
        try
        {
            return !Strict.GetString(content).Contains('\0', StringComparison.Ordinal);
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }
}
