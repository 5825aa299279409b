using System.Buffers;

namespace CarePlatform.GraphQL;

/// <summary>
/// Reads tokens from UTF-8 without copying. Copying the lexer copies its position, so a copy can look ahead.
/// Everything but strings and comments is ASCII; there the surplus of bytes over UTF-16 code units is counted.
/// </summary>
internal ref partial struct Lexer
{
    private static readonly SearchValues<byte> NameContinuation =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_"u8);

    private readonly Source _source;
    private readonly ReadOnlySpan<byte> _body;
    private int _position;
    private int _surplus;

    public Lexer(Source source)
    {
        _source = source;
        _body = source.Body.Span;
    }

    /// <summary>The next token; at the end of the source the end-of-file token, again and again.</summary>
    public Token Read()
    {
        while (_position < _body.Length)
        {
            var value = _body[_position];
            switch (value)
            {
                case (byte)' ' or (byte)'\t' or (byte)',' or (byte)'\n' or (byte)'\r':
                    _position++;
                    continue;
                case 0xEF when _body[_position..].StartsWith("\uFEFF"u8):
                    _position += 3;
                    _surplus += 2;
                    continue;
                case (byte)'#':
                    SkipComment();
                    continue;
                case (byte)'"':
                    return _body[_position..].StartsWith("\"\"\""u8) ? ReadBlockString() : ReadString();
                case (byte)'-' or (>= (byte)'0' and <= (byte)'9'):
                    return ReadNumber();
                case (byte)'.' when _body[_position..].StartsWith("..."u8):
                    return Take(TokenKind.Spread, _position + 3);
            }

            var punctuator = Punctuator(value);
            if (punctuator is not TokenKind.EndOfFile)
            {
                return Take(punctuator, _position + 1);
            }

            if (IsNameStart(value))
            {
                var length = _body[_position..].IndexOfAnyExcept(NameContinuation);
                return Take(TokenKind.Name, length < 0 ? _body.Length : _position + length);
            }

            throw Unreadable();
        }

        return new Token(TokenKind.EndOfFile, _position, _position, _position - _surplus, _position - _surplus);
    }

    private Token Take(TokenKind kind, int end)
    {
        var token = new Token(kind, _position, end, _position - _surplus, end - _surplus);
        _position = end;
        return token;
    }

    private void SkipComment()
    {
        while (_position < _body.Length && _body[_position] is not ((byte)'\n' or (byte)'\r'))
        {
            if (!TrySkipCharacter())
            {
                throw Unreadable();
            }
        }
    }

    private static TokenKind Punctuator(byte value) => value switch
    {
        (byte)'!' => TokenKind.Bang,
        (byte)'$' => TokenKind.Dollar,
        (byte)'&' => TokenKind.Ampersand,
        (byte)'(' => TokenKind.ParenOpen,
        (byte)')' => TokenKind.ParenClose,
        (byte)':' => TokenKind.Colon,
        (byte)'=' => TokenKind.Equals,
        (byte)'@' => TokenKind.At,
        (byte)'[' => TokenKind.BracketOpen,
        (byte)']' => TokenKind.BracketClose,
        (byte)'{' => TokenKind.BraceOpen,
        (byte)'|' => TokenKind.Pipe,
        (byte)'}' => TokenKind.BraceClose,
        _ => TokenKind.EndOfFile,
    };

    private static bool IsNameStart(byte value) => value == '_' || char.IsAsciiLetter((char)value);

    private static bool IsDigit(byte value) => char.IsAsciiDigit((char)value);
}
