using System.Buffers;
using System.Globalization;
using System.Text;

namespace CarePlatform.GraphQL;

internal ref partial struct Lexer
{
    /// <summary>The text of the token as it stands in the source.</summary>
    public readonly string TextOf(Token token) => ReadOnlyText(token.FirstByte, token.EndByte);

    /// <summary>The bytes of the token.</summary>
    public readonly ReadOnlySpan<byte> BytesOf(Token token) => _body[token.FirstByte..token.EndByte];

    /// <summary>The value of a string or block string, with its escapes resolved.</summary>
    public readonly string ValueOf(Token token) => token.Kind switch
    {
        TokenKind.BlockString => BlockString.Dedent(ReadOnlyText(token.FirstByte + 3, token.EndByte - 3).Replace("\\\"\"\"", "\"\"\"", StringComparison.Ordinal)),
        TokenKind.String when BytesOf(token).Contains((byte)'\\') => Unescape(token),
        TokenKind.String => ReadOnlyText(token.FirstByte + 1, token.EndByte - 1),
        _ => TextOf(token),
    };

    /// <summary>How messages call the token.</summary>
    public readonly string Describe(Token token) => token.Kind >= TokenKind.Name
        ? $"{token.Kind.Describe()} \"{ValueOf(token)}\""
        : token.Kind.Describe();

    private readonly string Unescape(Token token)
    {
        var text = new StringBuilder(token.End - token.Start);
        var at = token.FirstByte + 1;
        while (at < token.EndByte - 1)
        {
            var rest = _body[at..(token.EndByte - 1)];
            var plain = rest.IndexOf((byte)'\\');
            plain = plain < 0 ? rest.Length : plain;
            text.Append(Encoding.UTF8.GetString(rest[..plain]));
            at += plain;
            if (at < token.EndByte - 1)
            {
                var (character, length) = EscapeAt(at);
                text.Append(char.ConvertFromUtf32(character));
                at += length;
            }
        }

        return text.ToString();
    }

    /// <summary>Moves behind one character of the source; false where the bytes are no Unicode scalar value.</summary>
    private bool TrySkipCharacter()
    {
        if (Rune.DecodeFromUtf8(_body[_position..], out var rune, out var length) is not OperationStatus.Done)
        {
            return false;
        }

        _position += length;
        _surplus += length - rune.Utf16SequenceLength;
        return true;
    }

    private readonly string ReadOnlyText(int from, int to) => Encoding.UTF8.GetString(_body[from..to]);

    /// <summary>So many UTF-16 code units of the source, or what is left of it.</summary>
    private readonly string UnitsFrom(int at, int units)
    {
        var text = Encoding.UTF8.GetString(_body.Slice(at, Math.Min(units * 3, _body.Length - at)));
        return text[..Math.Min(units, text.Length)];
    }

    /// <summary>How messages call the character at this position.</summary>
    private readonly string Describe(int at)
    {
        if (at >= _body.Length)
        {
            return "<EOF>";
        }

        var rest = _body[at..];
        if (Rune.DecodeFromUtf8(rest, out var rune, out _) is OperationStatus.Done)
        {
            return rune.Value switch
            {
                '"' => "'\"'",
                >= 0x20 and <= 0x7E => $"\"{(char)rune.Value}\"",
                _ => $"U+{rune.Value.ToString("X4", CultureInfo.InvariantCulture)}",
            };
        }

        return rest is [0xED, >= 0xA0 and <= 0xBF, >= 0x80 and <= 0xBF, ..]
            ? $"U+{(0xD000 | ((rest[1] & 0x3F) << 6) | (rest[2] & 0x3F)).ToString("X4", CultureInfo.InvariantCulture)}"
            : $"byte 0x{rest[0].ToString("X2", CultureInfo.InvariantCulture)}, which is not UTF-8";
    }

    private readonly GraphQLSyntaxException Unreadable()
    {
        if (_body[_position] == '\'')
        {
            return Error(_position, "Unexpected single quote character ('), did you mean to use a double quote (\")?");
        }

        var isCharacter = Rune.DecodeFromUtf8(_body[_position..], out _, out _) is OperationStatus.Done;
        return Error(_position, $"{(isCharacter ? "Unexpected" : "Invalid")} character: {Describe(_position)}.");
    }

    private readonly GraphQLSyntaxException Error(int at, string description) => new(_source, at - _surplus, description);
}
