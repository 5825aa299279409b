using System.Buffers;
using System.Text;
using System.Text.Json;

namespace CarePlatform.Intake;

/// <summary>
/// Reads JSON from a stream token by token or value by value, holding no more of it than the value that is asked for.
/// </summary>
internal sealed class JsonValues : IDisposable
{
    private const int LargestValue = 1 << 28;

    private readonly Stream _stream;
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(1 << 16);
    private JsonReaderState _state;
    private int _start;
    private int _end;
    private bool _isLast;

    public JsonValues(Stream stream)
    {
        _stream = stream;
        _state = new JsonReaderState(new JsonReaderOptions { MaxDepth = 128, AllowMultipleValues = true });
        Fill();
        if (_buffer.AsSpan(0, _end).StartsWith(Encoding.UTF8.Preamble))
        {
            _start = Encoding.UTF8.Preamble.Length;
        }
    }

    /// <summary>The line on which reading goes on, counted from 1.</summary>
    public int Line { get; private set; } = 1;

    /// <summary>How deep inside objects and arrays reading goes on.</summary>
    public int Depth { get; private set; }

    /// <summary>The property's name or the string of the token just read.</summary>
    public string? Text { get; private set; }

    /// <summary>The next token; null at the end.</summary>
    public JsonTokenType? Next()
    {
        while (true)
        {
            var reader = new Utf8JsonReader(_buffer.AsSpan(_start, _end - _start), _isLast, _state);
            if (reader.Read())
            {
                var token = reader.TokenType;
                Text = token is JsonTokenType.PropertyName or JsonTokenType.String ? reader.GetString() : null;
                Depth = reader.CurrentDepth + (token is JsonTokenType.StartObject or JsonTokenType.StartArray ? 1 : 0);
                Advance((int)reader.BytesConsumed, reader.CurrentState);
                return token;
            }

            if (_isLast)
            {
                return null;
            }

            Fill();
        }
    }

    /// <summary>
    /// The next value whole, valid until the next call; false when an array or object ends instead, which is then read.
    /// </summary>
    public bool TryTake(out ReadOnlyMemory<byte> value, out int line)
    {
        while (true)
        {
            var reader = new Utf8JsonReader(_buffer.AsSpan(_start, _end - _start), _isLast, _state);
            if (reader.Read())
            {
                var from = (int)reader.TokenStartIndex;
                if (reader.TokenType is JsonTokenType.EndArray or JsonTokenType.EndObject)
                {
                    Depth = reader.CurrentDepth;
                    Advance((int)reader.BytesConsumed, reader.CurrentState);
                    (value, line) = (default, Line);
                    return false;
                }

                if (reader.TrySkip())
                {
                    var to = (int)reader.BytesConsumed;
                    value = _buffer.AsMemory(_start + from, to - from);
                    line = Line + _buffer.AsSpan(_start, from).Count((byte)'\n');
                    Advance(to, reader.CurrentState);
                    return true;
                }
            }

            if (_isLast)
            {
                (value, line) = (default, Line);
                return false;
            }

            Fill();
        }
    }

    /// <summary>Passes over the next value, however large.</summary>
    public void Skip()
    {
        var depth = Depth;
        do
        {
            if (Next() is null)
            {
                return;
            }
        }
        while (Depth > depth);
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        _stream.Dispose();
    }

    private void Advance(int bytes, JsonReaderState state)
    {
        Line += _buffer.AsSpan(_start, bytes).Count((byte)'\n');
        _start += bytes;
        _state = state;
    }

    private void Fill()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        if (_end == _buffer.Length)
        {
            if (_end >= LargestValue)
            {
                throw new JsonException("One value is larger than 256 MB.");
            }

            var larger = ArrayPool<byte>.Shared.Rent(_buffer.Length * 2);
            _buffer.AsSpan(0, _end).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = larger;
        }

        // Filling it whole keeps the work linear: a value that does not fit is looked at again only after doubling.
        var read = _stream.ReadAtLeast(_buffer.AsSpan(_end), _buffer.Length - _end, throwOnEndOfStream: false);
        _isLast = read < _buffer.Length - _end;
        _end += read;
    }
}
