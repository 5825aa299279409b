namespace CarePlatform.GraphQL;

internal ref partial struct Lexer
{
    private Token ReadNumber()
    {
        var at = _position;
        var kind = TokenKind.Int;
        if (_body[at] == '-')
        {
            at++;
        }

        if (ByteAt(at) == '0')
        {
            at++;
            if (IsDigit(ByteAt(at)))
            {
                throw Error(at, $"Invalid number, unexpected digit after 0: {Describe(at)}.");
            }
        }
        else
        {
            at = SkipDigits(at);
        }

        if (ByteAt(at) == '.')
        {
            kind = TokenKind.Float;
            at = SkipDigits(at + 1);
        }

        if (ByteAt(at) is (byte)'e' or (byte)'E')
        {
            kind = TokenKind.Float;
            at++;
            at = SkipDigits(ByteAt(at) is (byte)'+' or (byte)'-' ? at + 1 : at);
        }

        if (ByteAt(at) == '.' || IsNameStart(ByteAt(at)))
        {
            throw Error(at, $"Invalid number, expected digit but got: {Describe(at)}.");
        }

        return Take(kind, at);
    }

    /// <summary>The position behind the digits that start here; there must be at least one.</summary>
    private readonly int SkipDigits(int at)
    {
        if (!IsDigit(ByteAt(at)))
        {
            throw Error(at, $"Invalid number, expected digit but got: {Describe(at)}.");
        }

        while (IsDigit(ByteAt(at)))
        {
            at++;
        }

        return at;
    }

    /// <summary>The byte there, or zero behind the end.</summary>
    private readonly byte ByteAt(int at) => at < _body.Length ? _body[at] : (byte)0;
}
