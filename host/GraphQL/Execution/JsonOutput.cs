using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace CarePlatform.GraphQL;

/// <summary>
/// JSON written as UTF-8 into one pooled buffer. It writes what it is told without checking the grammar, and can go back to an
/// earlier position, which is how a null takes the place of an object that could not be finished.
/// </summary>
public sealed class JsonOutput : IDisposable
{
    private static readonly SearchValues<char> Escaped =
        SearchValues.Create([.. Enumerable.Range(0, ' ').Select(control => (char)control), '"', '\\']);

    // Up to here there is room for the most bytes that they may take; the bytes of more are counted first.
    private const int FewCharacters = 1024;

    private byte[] _buffer;
    private int _taken;

    /// <summary>An empty output.</summary>
    public JsonOutput(int capacity = 512) => _buffer = ArrayPool<byte>.Shared.Rent(capacity);

    /// <summary>How many bytes may be written before <see cref="ResponseTooLargeException"/>.</summary>
    public int Limit { get; init; } = int.MaxValue;

    /// <summary>Where room is taken from for more than a small response; null when none is counted.</summary>
    internal ResponseMemory? Memory { get; init; }

    /// <summary>How many bytes are written.</summary>
    public int Position { get; private set; }

    /// <summary>What is written; valid until the next write.</summary>
    public ReadOnlyMemory<byte> Written => _buffer.AsMemory(0, Position);

    /// <summary>Is told when something that was written is forgotten.</summary>
    internal Action<int>? Rewound { get; set; }

    /// <summary>Forgets what was written behind this position.</summary>
    public void GoBackTo(int position)
    {
        Position = Math.Min(position, Position);
        Rewound?.Invoke(Position);
    }

    /// <summary>Whether null is all that was written from this position on.</summary>
    internal bool IsNullFrom(int position) => _buffer.AsSpan(position, Position - position).SequenceEqual("null"u8);

    /// <summary>Refuses what has more bytes than the limit; while it is written that is noticed only when the buffer has to grow.</summary>
    internal void RequireLimit()
    {
        if (Position > Limit)
        {
            throw new ResponseTooLargeException(Limit);
        }
    }

    /// <summary>Writes bytes as they are.</summary>
    public void Raw(ReadOnlySpan<byte> bytes)
    {
        var position = Position;
        if (bytes.Length > _buffer.Length - position)
        {
            Grow(bytes.Length);
        }

        bytes.CopyTo(_buffer.AsSpan(position));
        Position = position + bytes.Length;
    }

    /// <summary>Writes ASCII text as it is.</summary>
    public void Raw(string ascii) => Position += Encoding.ASCII.GetBytes(ascii, Space(ascii.Length));

    public void Null() => Raw("null"u8);

    public void Boolean(bool value) => Raw(value ? "true"u8 : "false"u8);

    public void Number(int value)
    {
        Utf8Formatter.TryFormat(value, Space(11), out var written);
        Position += written;
    }

    public void Number(long value)
    {
        Utf8Formatter.TryFormat(value, Space(20), out var written);
        Position += written;
    }

    public void Number(decimal value)
    {
        value.TryFormat(Space(64), out var written, default, CultureInfo.InvariantCulture);
        Position += written;
    }

    /// <summary>Writes a number; false, with nothing written, for infinity and what is not a number.</summary>
    public bool TryNumber(double value)
    {
        if (!double.IsFinite(value))
        {
            return false;
        }

        value.TryFormat(Space(32), out var written, default, CultureInfo.InvariantCulture);
        Position += written;
        return true;
    }

    /// <summary>Writes a string with its quotes and escapes. A surrogate without its partner becomes the replacement character.</summary>
    public void Text(ReadOnlySpan<char> text)
    {
        var space = Space(text.Length + 2);
        space[0] = (byte)'"';
        var copied = PlainText.Copy(text, space[1..]);
        Position += copied + 1;
        if (copied == text.Length)
        {
            space[copied + 1] = (byte)'"';
            Position++;
            return;
        }

        text = text[copied..];
        while (true)
        {
            var plain = text.IndexOfAny(Escaped);
            var run = plain < 0 ? text : text[..plain];
            Position += Encoding.UTF8.GetBytes(run, Space(run.Length > FewCharacters ? Encoding.UTF8.GetByteCount(run) : run.Length * 3));
            if (plain < 0)
            {
                break;
            }

            Escape(text[plain]);
            text = text[(plain + 1)..];
        }

        Raw("\""u8);
    }

    /// <summary>Writes a value that formats itself as text which needs no escapes, between quotes.</summary>
    public void Quoted<T>(T value, ReadOnlySpan<char> format = default)
        where T : IUtf8SpanFormattable
    {
        Raw("\""u8);
        var room = 64;
        int written;
        while (!value.TryFormat(Space(room), out written, format, CultureInfo.InvariantCulture))
        {
            room *= 2;
        }

        Position += written;
        Raw("\""u8);
    }

    /// <summary>Writes JSON that was read before.</summary>
    public void Json(JsonElement json) => Raw(System.Runtime.InteropServices.JsonMarshal.GetRawUtf8Value(json));

    public void Dispose()
    {
        var buffer = _buffer;
        _buffer = [];
        Position = 0;
        if (buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        Memory?.GiveBack(_taken);
        _taken = 0;
    }

    private void Escape(char value)
    {
        switch (value)
        {
            case '"':
                Raw("\\\""u8);
                break;
            case '\\':
                Raw("\\\\"u8);
                break;
            case '\n':
                Raw("\\n"u8);
                break;
            case '\r':
                Raw("\\r"u8);
                break;
            case '\t':
                Raw("\\t"u8);
                break;
            case '\b':
                Raw("\\b"u8);
                break;
            case '\f':
                Raw("\\f"u8);
                break;
            default:
                Raw("\\u00"u8);
                ((int)value).TryFormat(Space(2), out var written, "x2", CultureInfo.InvariantCulture);
                Position += written;
                break;
        }
    }

    private Span<byte> Space(int count)
    {
        if (_buffer.Length - Position < count)
        {
            Grow(count);
        }

        return _buffer.AsSpan(Position);
    }

    private void Grow(int count)
    {
        if (Position + (long)count > Limit)
        {
            throw new ResponseTooLargeException(Limit);
        }

        var larger = ArrayPool<byte>.Shared.Rent((int)Math.Max(Math.Min(_buffer.Length * 2L, Array.MaxLength), Position + (long)count));
        if (Memory is { } memory && larger.Length > ResponseMemory.FreeBytes)
        {
            if (!memory.TryTake(larger.Length - _taken))
            {
                ArrayPool<byte>.Shared.Return(larger);
                throw new ResponseMemoryException();
            }

            _taken = larger.Length;
        }

        Written.Span.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}

/// <summary>A response would have more bytes than the options allow.</summary>
public sealed class ResponseTooLargeException(int limit, string what = "bytes")
    : Exception($"The response has more than {limit} {what}. Ask for less, for example with smaller pages.")
{
    /// <summary>The limit, in bytes unless the message says another unit.</summary>
    public int Limit { get; } = limit;
}
