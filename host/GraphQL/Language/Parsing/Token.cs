namespace CarePlatform.GraphQL;

/// <summary>The kinds of tokens.</summary>
internal enum TokenKind : byte
{
    EndOfFile,
    Bang,
    Dollar,
    Ampersand,
    ParenOpen,
    ParenClose,
    Dot,
    Spread,
    Colon,
    Equals,
    At,
    BracketOpen,
    BracketClose,
    BraceOpen,
    Pipe,
    BraceClose,
    Name,
    Int,
    Float,
    String,
    BlockString,
}

/// <summary>A token: its bytes in the source, and the same range in UTF-16 code units.</summary>
internal readonly record struct Token(TokenKind Kind, int FirstByte, int EndByte, int Start, int End)
{
    public bool IsPunctuator => Kind is > TokenKind.EndOfFile and < TokenKind.Name;
}

internal static class TokenKinds
{
    /// <summary>How messages call a kind of token.</summary>
    public static string Describe(this TokenKind kind) => kind switch
    {
        TokenKind.EndOfFile => "<EOF>",
        TokenKind.Name or TokenKind.Int or TokenKind.Float or TokenKind.String or TokenKind.BlockString => kind.ToString(),
        _ => $"\"{Text(kind)}\"",
    };

    private static string Text(TokenKind kind) => kind switch
    {
        TokenKind.Bang => "!",
        TokenKind.Dollar => "$",
        TokenKind.Ampersand => "&",
        TokenKind.ParenOpen => "(",
        TokenKind.ParenClose => ")",
        TokenKind.Dot => ".",
        TokenKind.Spread => "...",
        TokenKind.Colon => ":",
        TokenKind.Equals => "=",
        TokenKind.At => "@",
        TokenKind.BracketOpen => "[",
        TokenKind.BracketClose => "]",
        TokenKind.BraceOpen => "{",
        TokenKind.Pipe => "|",
        TokenKind.BraceClose => "}",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "This kind of token has no fixed text."),
    };
}
