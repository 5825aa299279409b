using System.Buffers.Binary;
using System.Numerics;

namespace CarePlatform.Platform;

/// <summary>Crockford's base 32 of a UUID: 26 characters, no letters that are easily misread, order kept.</summary>
internal static class Crockford
{
    private const string Digits = "0123456789abcdefghjkmnpqrstvwxyz";
    public const int Length = 26;

    /// <summary>Writes 26 characters, as UTF-16 or as UTF-8.</summary>
    public static void Encode<T>(Guid value, Span<T> text)
        where T : unmanaged, IBinaryInteger<T>
    {
        Span<byte> bytes = stackalloc byte[16];
        value.TryWriteBytes(bytes, bigEndian: true, out _);
        var number = BinaryPrimitives.ReadUInt128BigEndian(bytes);

        // Numbers of 64 bits are faster to divide: 26 digits are 2, 12 and 12.
        const int part = 12;
        Write(text[..^(2 * part)], (ulong)(number >> (10 * part)));
        Write(text[^(2 * part)..^part], (ulong)(number >> (5 * part)));
        Write(text[^part..], (ulong)number);
    }

    private static void Write<T>(Span<T> text, ulong bits)
        where T : unmanaged, IBinaryInteger<T>
    {
        for (var i = text.Length - 1; i >= 0; i--)
        {
            text[i] = T.CreateTruncating(Digits[(int)(bits & 31)]);
            bits >>= 5;
        }
    }

    public static bool TryDecode(ReadOnlySpan<char> text, out Guid value)
    {
        value = default;
        // 26 characters hold 130 bits: the first one may only carry three.
        if (text.Length != Length || Digit(text[0]) is < 0 or > 7)
        {
            return false;
        }

        UInt128 number = 0;
        foreach (var character in text)
        {
            var digit = Digit(character);
            if (digit < 0)
            {
                return false;
            }

            number = (number << 5) | (uint)digit;
        }

        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, number);
        value = new Guid(bytes, bigEndian: true);
        return true;
    }

    private static int Digit(char character) => character is >= 'A' and <= 'Z'
        ? Digits.IndexOf((char)(character | 32))
        : Digits.IndexOf(character);
}
