using System.Text;

namespace CarePlatform.Edi;

/// <summary>
/// Reads segments from a stream, one at a time, whatever its length. Each interchange brings its own delimiters. Bytes are read as
/// Latin-1, so that each becomes one character and nothing is lost. Line breaks and spaces between segments are passed over.
/// </summary>
/// <param name="stream">Stays open.</param>
public sealed class X12Reader(Stream stream)
{
    // No segment of the standard comes near; without a limit a wrong terminator would read a whole file into memory.
    private const int LongestSegment = 64 * 1024;

    private readonly List<X12Problem> _problems = [];
    private byte[] _buffer = new byte[8 * 1024];
    private int _from;
    private int _to;
    private long _position;
    private bool _ended;
    private int _number;
    private X12Delimiters? _delimiters;

    /// <summary>What was found wrong so far without making it unreadable.</summary>
    public IReadOnlyList<X12Problem> Problems => _problems;

    /// <summary>The next segment; null at the end.</summary>
    /// <exception cref="X12Exception">What follows cannot be read.</exception>
    public async ValueTask<X12Segment?> ReadAsync(CancellationToken ct = default)
    {
        X12Segment? segment;
        while (!TryTake(out segment) && !_ended)
        {
            Take(await stream.ReadAsync(Room(), ct).ConfigureAwait(false));
        }

        return segment;
    }

    /// <summary>The next segment; null at the end. For streams in memory.</summary>
    /// <exception cref="X12Exception">What follows cannot be read.</exception>
    public X12Segment? Read()
    {
        X12Segment? segment;
        while (!TryTake(out segment) && !_ended)
        {
            Take(stream.Read(Room().Span));
        }

        return segment;
    }

    private Memory<byte> Room()
    {
        if (_from > 0)
        {
            Buffer.BlockCopy(_buffer, _from, _buffer, 0, _to - _from);
            (_from, _to) = (0, _to - _from);
        }

        if (_to == _buffer.Length)
        {
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        return _buffer.AsMemory(_to);
    }

    private void Take(int read)
    {
        _ended = read == 0;
        _to += read;
    }

    // False: more bytes are needed, or (at the end) there is nothing left.
    private bool TryTake(out X12Segment? segment)
    {
        segment = null;
        PassOver();
        var rest = _buffer.AsSpan(_from, _to - _from);
        if (rest.IsEmpty)
        {
            return false;
        }

        if (_delimiters is null || BeginsInterchange(rest))
        {
            return TryTakeHeader(rest, out segment);
        }

        var end = rest.IndexOf((byte)_delimiters.Value.Segment);
        if (end < 0)
        {
            if (rest.Length > LongestSegment)
            {
                throw Unreadable(
                    X12Fault.SegmentLength, $"No segment terminator '{_delimiters.Value.Segment}' within {LongestSegment} bytes: the ISA segment declares another one than the rest uses.");
            }

            if (!_ended)
            {
                return false;
            }

            _problems.Add(new X12Problem(
                X12Fault.Truncated, "The stream ends within this segment: its terminator is missing.", _number + 1, "", null, _position));
            end = rest.Length;
        }

        segment = Segment(Encoding.Latin1.GetString(rest[..end]), _delimiters.Value);
        Pass(Math.Min(end + 1, rest.Length));
        return true;
    }

    private bool TryTakeHeader(ReadOnlySpan<byte> rest, out X12Segment? segment)
    {
        segment = null;
        if (rest.Length < InterchangeHeader.Length && !_ended)
        {
            return false;
        }

        var text = Encoding.Latin1.GetString(rest[..Math.Min(rest.Length, 2 * InterchangeHeader.Length)]);
        if (!text.StartsWith("ISA", StringComparison.Ordinal))
        {
            throw Unreadable(X12Fault.NoInterchangeHeader, "An interchange begins with an ISA segment of 106 characters; here something else stands, so that neither sender nor delimiters are known.");
        }

        var (delimiters, length) = InterchangeHeader.Delimiters(text) ?? throw Unreadable(
            X12Fault.Truncated, "The ISA segment has not the 16 elements that say who sends what, and with which delimiters.");
        if (delimiters.Problem() is { } problem)
        {
            throw Unreadable(X12Fault.Delimiters, problem);
        }

        _delimiters = delimiters;
        segment = Segment(text[..length], delimiters);
        _problems.AddRange(InterchangeHeader.Problems(segment));
        Pass(length + 1);
        return true;
    }

    private static bool BeginsInterchange(ReadOnlySpan<byte> rest) => rest.Length > 3 && rest.StartsWith("ISA"u8) && !char.IsLetterOrDigit((char)rest[3]);

    private X12Segment Segment(string text, X12Delimiters delimiters)
    {
        var parts = text.TrimEnd('\r', '\n').Split(delimiters.Element);
        return new X12Segment(parts[0], parts[1..], delimiters, ++_number, _position);
    }

    // The terminator itself may be a line break: an empty line is then no segment.
    private void PassOver()
    {
        while (_from < _to && _buffer[_from] is (byte)'\r' or (byte)'\n' or (byte)' ' or (byte)'\t')
        {
            Pass(1);
        }
    }

    private void Pass(int bytes) => (_from, _position) = (_from + bytes, _position + bytes);

    private X12Exception Unreadable(X12Fault fault, string reason) => new(new X12Problem(fault, reason, _number + 1, "", null, _position));
}
