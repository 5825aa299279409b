namespace CarePlatform.Edi;

/// <summary>One segment as it stood in the interchange, with its place.</summary>
/// <param name="Id">Its identifier, such as <c>NM1</c>.</param>
/// <param name="Elements">Its elements without the identifier, as they were written: composites and repetitions are not parted.</param>
/// <param name="Delimiters">The delimiters of its interchange.</param>
/// <param name="Number">Its number in the stream, from 1.</param>
/// <param name="Position">The byte of the stream at which it begins, from 0.</param>
public sealed record X12Segment(string Id, IReadOnlyList<string> Elements, X12Delimiters Delimiters, int Number, long Position)
{
    /// <summary>An element by its number in the standard, from 1: <c>NM1[3]</c> is NM103. Empty when it is not there.</summary>
    public string this[int element] => element <= Elements.Count ? Elements[element - 1] : "";

    /// <summary>A component of a composite element, both from 1. Empty when it is not there.</summary>
    public string Component(int element, int component) => Part(this[element], Delimiters.Component, component);

    /// <summary>The repetitions of an element; none when it is empty.</summary>
    public IReadOnlyList<string> Repetitions(int element) => this[element] switch
    {
        "" => [],
        var text when Delimiters.Repetition is { } separator => text.Split(separator),
        var text => [text],
    };

    /// <summary>The byte of the stream at which an element begins; where the segment begins when the element is not there.</summary>
    public long PositionOf(int element)
    {
        if (element > Elements.Count)
        {
            return Position;
        }

        var at = Position + Id.Length + 1;
        for (var before = 1; before < element; before++)
        {
            at += Elements[before - 1].Length + 1;
        }

        return at;
    }

    /// <summary>The segment as it is written, without its terminator.</summary>
    public override string ToString() => string.Join(Delimiters.Element, Elements.Prepend(Id));

    private static string Part(string text, char separator, int part)
    {
        var rest = text.AsSpan();
        for (; part > 1; part--)
        {
            var end = rest.IndexOf(separator);
            if (end < 0)
            {
                return "";
            }

            rest = rest[(end + 1)..];
        }

        return rest.IndexOf(separator) is var stop and >= 0 ? rest[..stop].ToString() : rest.ToString();
    }
}
