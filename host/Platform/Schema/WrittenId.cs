using System.Text;
using CarePlatform.GraphQL;

namespace CarePlatform.Platform;

/// <summary>An id on its way into an answer, which is full of them: written where it goes.</summary>
internal readonly struct WrittenId(string prefix, Guid value) : IWrittenText
{
    public bool TryFormat(Span<byte> utf8Destination, out int bytesWritten, ReadOnlySpan<char> format, IFormatProvider? provider)
    {
        bytesWritten = prefix.Length + 1 + Crockford.Length;
        if (utf8Destination.Length < bytesWritten)
        {
            bytesWritten = 0;
            return false;
        }

        Encoding.ASCII.GetBytes(prefix, utf8Destination);
        utf8Destination[prefix.Length] = (byte)'_';
        Crockford.Encode(value, utf8Destination[(prefix.Length + 1)..bytesWritten]);
        return true;
    }

    public string ToString(string? format, IFormatProvider? formatProvider) => Id.Format(prefix, value);

    public override string ToString() => Id.Format(prefix, value);
}
