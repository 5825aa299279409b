using System.Text;

namespace CarePlatform.GraphQL;

/// <summary>A line and a column, both counted from 1; columns count UTF-16 code units.</summary>
public readonly record struct SourceLocation(int Line, int Column);

/// <summary>A GraphQL text in UTF-8. The bytes are not copied and must not change while the source is in use.</summary>
public sealed class Source
{
    private int[]? _lineStarts;

    /// <summary>A source over these bytes.</summary>
    public Source(ReadOnlyMemory<byte> body, string name = "GraphQL request")
    {
        Body = body;
        Name = name;
    }

    /// <summary>
    /// A source from text. A surrogate without its partner keeps its own code point, so that the parser can report it
    /// instead of reading a replacement character.
    /// </summary>
    public Source(string body, string name = "GraphQL request")
        : this(Wtf8.Encode(body), name)
    {
    }

    public ReadOnlyMemory<byte> Body { get; }

    /// <summary>What messages call the source, for example a file name.</summary>
    public string Name { get; }

    /// <summary>The text of the source; makes a new string.</summary>
    public string Text => Encoding.UTF8.GetString(Body.Span);

    /// <summary>The line and column of a position that is counted in UTF-16 code units from the start of the source.</summary>
    public SourceLocation LocationOf(int position)
    {
        _lineStarts ??= FindLineStarts(Body.Span);
        var line = Array.BinarySearch(_lineStarts, position);
        line = line >= 0 ? line : ~line - 1;
        return new SourceLocation(line + 1, position - _lineStarts[line] + 1);
    }

    private static int[] FindLineStarts(ReadOnlySpan<byte> body)
    {
        var starts = new List<int> { 0 };
        var position = 0;
        for (var i = 0; i < body.Length; i++)
        {
            position += Wtf8.UnitsOf(body[i]);
            if (body[i] is (byte)'\n' || (body[i] is (byte)'\r' && !(i + 1 < body.Length && body[i + 1] is (byte)'\n')))
            {
                starts.Add(position);
            }
        }

        return [.. starts];
    }
}
