using System.Text;

namespace CarePlatform.Edi;

/// <summary>
/// Writes an interchange: envelopes with their counts and control numbers, segments without empty elements at their end. What holds a
/// delimiter is refused, because X12 has no escape; see <see cref="X12Delimiters.Clean"/>.
/// </summary>
/// <param name="delimiters">Those of the interchange.</param>
/// <param name="lineBreaks">Whether a line break follows each segment, for people.</param>
public sealed class X12Writer(X12Delimiters delimiters, bool lineBreaks = false)
{
    private readonly StringBuilder _text = new();
    private readonly Stack<(string Trailer, string ControlNumber)> _open = new();
    private readonly Stack<int> _counts = new();
    private int _number;

    /// <summary>The delimiters.</summary>
    public X12Delimiters Delimiters => delimiters;

    /// <summary>Begins an interchange.</summary>
    public X12Writer BeginInterchange(InterchangeHeader header)
    {
        Write("ISA", header.Values(delimiters));
        return Open("IEA", X12Text.Number(header.ControlNumber, 9));
    }

    /// <summary>Begins a functional group.</summary>
    /// <param name="code">What kind of sets it holds, such as <c>HS</c> for 270: GS01.</param>
    /// <param name="sender">GS02.</param>
    /// <param name="receiver">GS03.</param>
    /// <param name="at">Date and time of the sender's clock.</param>
    /// <param name="controlNumber">GS06.</param>
    /// <param name="guide">The implementation guide: GS08.</param>
    public X12Writer BeginGroup(string code, string sender, string receiver, DateTime at, int controlNumber, string guide)
    {
        var number = X12Text.Number(controlNumber, 1);
        Count();
        Write("GS", [code, sender, receiver, X12Text.Date(DateOnly.FromDateTime(at)), X12Text.Time(at), number, "X", guide]);
        return Open("GE", number);
    }

    /// <summary>Begins a transaction set.</summary>
    /// <param name="code">ST01, such as <c>270</c>.</param>
    /// <param name="controlNumber">ST02: four to nine digits.</param>
    /// <param name="guide">ST03.</param>
    public X12Writer BeginSet(string code, string controlNumber, string guide)
    {
        Count();
        Write("ST", [code, controlNumber, guide]);
        Open("SE", controlNumber);
        Count();
        return this;
    }

    /// <summary>Writes a segment. Empty and missing elements at its end are left out.</summary>
    /// <param name="id">Its identifier.</param>
    /// <param name="elements">Its elements; one with components or repetitions is made with <see cref="Composite"/> or <see cref="Repeated"/>.</param>
    public X12Writer Segment(string id, params ReadOnlySpan<string?> elements)
    {
        Count();
        while (elements is [.., null or ""])
        {
            elements = elements[..^1];
        }

        Write(id, elements);
        return this;
    }

    /// <summary>Writes a segment again that was read under the same delimiters.</summary>
    public X12Writer Segment(X12Segment segment) => Segment(segment.Id, [.. segment.Elements]);

    /// <summary>One element of several components.</summary>
    public string Composite(params IEnumerable<string> components) => string.Join(delimiters.Component, components);

    /// <summary>One element with repetitions.</summary>
    /// <exception cref="InvalidOperationException">The delimiters know no repetitions.</exception>
    public string Repeated(IReadOnlyCollection<string> repetitions) => repetitions.Count < 2
        ? string.Concat(repetitions)
        : string.Join(delimiters.Repetition ?? throw new InvalidOperationException("These delimiters know no repetitions: choose a repetition separator."), repetitions);

    /// <summary>Ends the innermost envelope with its count and control number.</summary>
    public X12Writer End()
    {
        var (trailer, number) = _open.Pop();
        Write(trailer, [X12Text.Number(_counts.Pop() + (trailer == "SE" ? 1 : 0), 1), number]);
        return this;
    }

    /// <summary>The interchange; all envelopes are ended.</summary>
    public override string ToString()
    {
        while (_open.Count > 0)
        {
            End();
        }

        return _text.ToString();
    }

    private X12Writer Open(string trailer, string number)
    {
        _open.Push((trailer, number));
        _counts.Push(0);
        return this;
    }

    private void Count()
    {
        if (_counts.TryPop(out var count))
        {
            _counts.Push(count + 1);
        }
    }

    private void Write(string id, params ReadOnlySpan<string?> elements)
    {
        _number++;
        _text.Append(id);
        for (var i = 0; i < elements.Length; i++)
        {
            Check(id, i + 1, elements[i]);
            _text.Append(delimiters.Element).Append(elements[i]);
        }

        _text.Append(delimiters.Segment);
        if (lineBreaks)
        {
            _text.Append('\n');
        }
    }

    private void Check(string id, int element, string? text)
    {
        if (text is not null && text.AsSpan().ContainsAny(delimiters.Element, delimiters.Segment))
        {
            throw new X12Exception(new X12Problem(
                X12Fault.Element, "The value holds a delimiter, which X12 cannot escape: clean it, or choose other delimiters.", _number, id, element, _text.Length));
        }
    }
}
