using System.Text;

namespace CarePlatform.GraphQL;

/// <summary>
/// Reads schema coordinates. Unlike documents they may contain a single dot and neither blanks, commas nor comments.
/// </summary>
internal ref struct CoordinateParser
{
    private readonly Source _source;
    private readonly ReadOnlySpan<byte> _body;
    private int _at;

    private CoordinateParser(Source source)
    {
        _source = source;
        _body = source.Body.Span;
    }

    public static SchemaCoordinateNode Parse(Source source)
    {
        var parser = new CoordinateParser(source);
        var coordinate = parser.Read();
        return parser._at == parser._body.Length ? coordinate : throw parser.Unexpected("<EOF>");
    }

    private SchemaCoordinateNode Read()
    {
        if (Skip('@'))
        {
            var directive = ReadName();
            return ReadArgument() is { } directiveArgument
                ? new DirectiveArgumentCoordinateNode { Name = directive, ArgumentName = directiveArgument, End = _at, Source = _source }
                : new DirectiveCoordinateNode { Name = directive, End = _at, Source = _source };
        }

        var type = ReadName();
        if (!Skip('.'))
        {
            return new TypeCoordinateNode { Name = type, End = _at, Source = _source };
        }

        var member = ReadName();
        return ReadArgument() is { } argument
            ? new ArgumentCoordinateNode { Name = type, FieldName = member, ArgumentName = argument, End = _at, Source = _source }
            : new MemberCoordinateNode { Name = type, MemberName = member, End = _at, Source = _source };
    }

    private NameNode? ReadArgument()
    {
        if (!Skip('('))
        {
            return null;
        }

        var name = ReadName();
        Require(':');
        Require(')');
        return name;
    }

    private NameNode ReadName()
    {
        var start = _at;
        while (_at < _body.Length && (_body[_at] == '_' || char.IsAsciiLetter((char)_body[_at]) || (_at > start && char.IsAsciiDigit((char)_body[_at]))))
        {
            _at++;
        }

        return _at > start
            ? new NameNode(Encoding.ASCII.GetString(_body[start.._at])) { Start = start, End = _at, Source = _source }
            : throw Unexpected("Name");
    }

    private bool Skip(char character)
    {
        if (_at == _body.Length || _body[_at] != character)
        {
            return false;
        }

        _at++;
        return true;
    }

    private void Require(char character)
    {
        if (!Skip(character))
        {
            throw Unexpected($"\"{character}\"");
        }
    }

    private readonly GraphQLSyntaxException Unexpected(string expected)
    {
        var found = _at == _body.Length ? "<EOF>" : $"\"{_source.Text[_at]}\"";
        return new GraphQLSyntaxException(_source, _at, $"Expected {expected}, found {found}.");
    }
}
