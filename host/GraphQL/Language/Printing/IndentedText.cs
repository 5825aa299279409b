using System.Text;

namespace CarePlatform.GraphQL;

/// <summary>Text whose lines start at the current indentation. It counts what is written without indentation.</summary>
internal sealed class IndentedText
{
    private readonly StringBuilder _text = new();
    private int _level;

    /// <summary>How many line breaks were written.</summary>
    public int Lines { get; private set; }

    /// <summary>How many characters were written, indentation left out.</summary>
    public int Written { get; private set; }

    public void Indent() => _level++;

    public void Outdent() => _level--;

    public void Write(ReadOnlySpan<char> text)
    {
        Written += text.Length;
        while (text.IndexOf('\n') is var end and >= 0)
        {
            _text.Append(text[..(end + 1)]).Append(' ', _level * 2);
            Lines++;
            text = text[(end + 1)..];
        }

        _text.Append(text);
    }

    /// <summary>A place to come back to.</summary>
    public Mark Remember() => new(_text.Length, Lines, Written);

    /// <summary>Takes back everything that was written since.</summary>
    public void Return(Mark mark)
    {
        _text.Length = mark.Length;
        (Lines, Written) = (mark.Lines, mark.Written);
    }

    public override string ToString() => _text.ToString();

    internal readonly record struct Mark(int Length, int Lines, int Written);
}
