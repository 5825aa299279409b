using System.Text;

namespace CarePlatform.GraphQL;

/// <summary>UTF-8 in which a surrogate without its partner is written as three bytes of its own, so that no information is lost.</summary>
internal static class Wtf8
{
    public static byte[] Encode(string text)
    {
        var bytes = new byte[Encoding.UTF8.GetMaxByteCount(text.Length)];
        var length = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (Rune.TryGetRuneAt(text, i, out var rune))
            {
                length += rune.EncodeToUtf8(bytes.AsSpan(length));
                i += rune.Utf16SequenceLength - 1;
            }
            else
            {
                bytes[length++] = (byte)(0xE0 | (text[i] >> 12));
                bytes[length++] = (byte)(0x80 | ((text[i] >> 6) & 0x3F));
                bytes[length++] = (byte)(0x80 | (text[i] & 0x3F));
            }
        }

        return bytes.AsSpan(0, length).ToArray();
    }

    /// <summary>How many UTF-16 code units begin with this byte: none for a continuation, two for the lead of four bytes, else one.</summary>
    public static int UnitsOf(byte value) => value switch
    {
        >= 0x80 and < 0xC0 => 0,
        >= 0xF0 => 2,
        _ => 1,
    };
}
