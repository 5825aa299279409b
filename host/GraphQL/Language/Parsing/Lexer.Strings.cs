using System.Buffers;

namespace CarePlatform.GraphQL;

internal ref partial struct Lexer
{
    private static readonly SearchValues<byte> PlainInString = SearchValues.Create(
        [.. Enumerable.Range(0, 0x80).Select(value => (byte)value).Where(value => value is not ((byte)'"' or (byte)'\\' or (byte)'\n' or (byte)'\r'))]);

    private Token ReadString()
    {
        var (first, start) = (_position, _position - _surplus);
        _position++;
        while (_position < _body.Length)
        {
            SkipPlain();
            switch (ByteAt(_position))
            {
                case (byte)'"':
                    _position++;
                    return new Token(TokenKind.String, first, _position, start, _position - _surplus);
                case (byte)'\\':
                    _position += EscapeAt(_position).Length;
                    break;
                case (byte)'\n' or (byte)'\r':
                    throw Error(_position, "Unterminated string.");
                default:
                    SkipStringCharacter();
                    break;
            }
        }

        throw Error(_position, "Unterminated string.");
    }

    private Token ReadBlockString()
    {
        var (first, start) = (_position, _position - _surplus);
        _position += 3;
        while (_position < _body.Length)
        {
            SkipPlain();
            var rest = _body[_position..];
            if (rest.StartsWith("\"\"\""u8))
            {
                _position += 3;
                return new Token(TokenKind.BlockString, first, _position, start, _position - _surplus);
            }

            if (rest.StartsWith("\\\"\"\""u8))
            {
                _position += 4;
            }
            else
            {
                SkipStringCharacter();
            }
        }

        throw Error(_position, "Unterminated string.");
    }

    private void SkipPlain()
    {
        var length = _body[_position..].IndexOfAnyExcept(PlainInString);
        _position = length < 0 ? _body.Length : _position + length;
    }

    private void SkipStringCharacter()
    {
        if (_position < _body.Length && !TrySkipCharacter())
        {
            throw Error(_position, $"Invalid character within String: {Describe(_position)}.");
        }
    }

    /// <summary>The character that the escape sequence at this position stands for, and the length of the sequence.</summary>
    private readonly (int Character, int Length) EscapeAt(int at) => (char)ByteAt(at + 1) switch
    {
        '"' => ('"', 2),
        '\\' => ('\\', 2),
        '/' => ('/', 2),
        'b' => ('\b', 2),
        'f' => ('\f', 2),
        'n' => ('\n', 2),
        'r' => ('\r', 2),
        't' => ('\t', 2),
        'u' => ByteAt(at + 2) == '{' ? BracedEscapeAt(at) : FourDigitEscapeAt(at),
        _ => throw Error(at, $"Invalid character escape sequence: \"{UnitsFrom(at, 2)}\"."),
    };

    private readonly (int Character, int Length) BracedEscapeAt(int at)
    {
        const int longest = 12;
        long character = 0;
        var length = 3;
        while (length < longest)
        {
            var value = ByteAt(at + length++);
            if (value == '}')
            {
                if (length < 5 || !IsScalar(character))
                {
                    break;
                }

                return ((int)character, length);
            }

            if (!char.IsAsciiHexDigit((char)value))
            {
                break;
            }

            character = (character << 4) | (uint)HexValue(value);
        }

        throw Error(at, $"Invalid Unicode escape sequence: \"{UnitsFrom(at, length)}\".");
    }

    private readonly (int Character, int Length) FourDigitEscapeAt(int at)
    {
        var unit = FourHexDigitsAt(at + 2);
        if (IsScalar(unit))
        {
            return (unit, 6);
        }

        if (unit is >= 0xD800 and < 0xDC00 && ByteAt(at + 6) == '\\' && ByteAt(at + 7) == 'u')
        {
            var low = FourHexDigitsAt(at + 8);
            if (low is >= 0xDC00 and < 0xE000)
            {
                return (char.ConvertToUtf32((char)unit, (char)low), 12);
            }
        }

        throw Error(at, $"Invalid Unicode escape sequence: \"{UnitsFrom(at, 6)}\".");
    }

    /// <summary>The number that four hexadecimal digits stand for, or -1.</summary>
    private readonly int FourHexDigitsAt(int at)
    {
        var number = 0;
        for (var i = at; i < at + 4; i++)
        {
            if (!char.IsAsciiHexDigit((char)ByteAt(i)))
            {
                return -1;
            }

            number = (number << 4) | HexValue(_body[i]);
        }

        return number;
    }

    private static int HexValue(byte digit) => digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10;

    private static bool IsScalar(long value) => value is (>= 0 and < 0xD800) or (>= 0xE000 and <= 0x10FFFF);
}
