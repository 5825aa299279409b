using System.Globalization;

namespace CarePlatform.GraphQL;

/// <summary>
/// An instant as it is answered: in UTC, with as much of a fraction of a second as there is. The round-trip format is the one that .NET
/// writes fastest.
/// </summary>
internal readonly struct WrittenInstant(DateTime utc) : IUtf8SpanFormattable
{
    public bool TryFormat(Span<byte> utf8Destination, out int bytesWritten, ReadOnlySpan<char> format, IFormatProvider? provider)
    {
        if (!utc.TryFormat(utf8Destination, out bytesWritten, "O", CultureInfo.InvariantCulture))
        {
            return false;
        }

        var end = utf8Destination[..(bytesWritten - 1)].TrimEnd((byte)'0').TrimEnd((byte)'.').Length;
        utf8Destination[end] = (byte)'Z';
        bytesWritten = end + 1;
        return true;
    }
}
