using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace CarePlatform.GraphQL;

/// <summary>Text that is the same in JSON as in memory: ASCII that can be printed and needs no escape.</summary>
internal static class PlainText
{
    private const ushort FirstPrinted = ' ';
    private const ushort Printed = 0x7F - ' ';

    /// <summary>Copies text up to the first character that is not plain; gives how many were copied. There must be room for all.</summary>
    public static int Copy(ReadOnlySpan<char> text, Span<byte> target)
    {
        var copied = 0;
        if (Vector128.IsHardwareAccelerated && text.Length >= Vector128<ushort>.Count)
        {
            ref var from = ref MemoryMarshal.GetReference(MemoryMarshal.Cast<char, ushort>(text));
            var last = text.Length - Vector128<ushort>.Count;
            for (var at = 0; ; at = Math.Min(at + Vector128<ushort>.Count, last))
            {
                var units = Vector128.LoadUnsafe(ref from, (nuint)at);
                if (!IsPlain(units))
                {
                    copied = at;
                    break;
                }

                Vector128.Narrow(units, units).GetLower().CopyTo(target[at..]);
                if (at == last)
                {
                    return text.Length;
                }
            }
        }

        for (; copied < text.Length && IsPlain(text[copied]); copied++)
        {
            target[copied] = (byte)text[copied];
        }

        return copied;
    }

    // The last vector overlaps the one before, so that there is no rest to copy one by one.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsPlain(Vector128<ushort> units) =>
        (Vector128.GreaterThan(units - Vector128.Create(FirstPrinted), Vector128.Create(Printed))
            | Vector128.Equals(units, Vector128.Create((ushort)'"'))
            | Vector128.Equals(units, Vector128.Create((ushort)'\\'))) == Vector128<ushort>.Zero;

    private static bool IsPlain(char unit) => unit is >= ' ' and <= (char)0x7F and not '"' and not '\\';
}
