namespace CarePlatform.Edi;

/// <summary>
/// The characters that part an interchange. Each interchange declares its own by the place where they stand in its ISA segment;
/// none of them may occur in data, because X12 has no escape.
/// </summary>
/// <param name="Element">Between elements: the character after <c>ISA</c>.</param>
/// <param name="Component">Between the components of a composite element: ISA16.</param>
/// <param name="Repetition">Between repetitions of an element: ISA11 from version 00402 on; null where it is a letter or a digit.</param>
/// <param name="Segment">After each segment: the character after ISA16.</param>
public readonly record struct X12Delimiters(char Element, char Component, char? Repetition, char Segment)
{
    /// <summary><c>*</c>, <c>:</c>, <c>^</c> and <c>~</c>, as most payers write.</summary>
    public static X12Delimiters Usual { get; } = new('*', ':', '^', '~');

    /// <summary>Why these cannot part an interchange; null when they can.</summary>
    public string? Problem()
    {
        char[] all = Repetition is { } repetition ? [Element, Component, repetition, Segment] : [Element, Component, Segment];
        return Array.Exists(all, c => char.IsLetterOrDigit(c) || c == ' ')
            ? "A delimiter is a letter, a digit or a space, which data may hold: the ISA segment is shifted or cut."
            : all.Distinct().Count() < all.Length ? "Two delimiters are the same character, so that elements cannot be told apart." : null;
    }

    /// <summary>Whether the text holds a delimiter, and therefore cannot be sent as one simple element.</summary>
    public bool OccurIn(ReadOnlySpan<char> text) =>
        text.ContainsAny(Element, Component, Segment) || (Repetition is { } repetition && text.Contains(repetition));

    /// <summary>The text as it may be sent: trimmed, with a space in place of each delimiter and control character.</summary>
    public string Clean(string text)
    {
        var delimiters = this;
        return string.Create(text.Length, text, (span, from) =>
        {
            for (var i = 0; i < span.Length; i++)
            {
                span[i] = char.IsControl(from[i]) || delimiters.OccurIn(from.AsSpan(i, 1)) ? ' ' : from[i];
            }
        }).Trim();
    }
}
