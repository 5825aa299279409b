namespace CarePlatform.Edi;

/// <summary>Who sends an interchange to whom: what its ISA segment says. Identifiers are given without the spaces that fill them up.</summary>
/// <param name="SenderQualifier">What kind of identifier the sender's is, such as <c>ZZ</c> (agreed) or <c>30</c> (tax number).</param>
/// <param name="Sender">The sender; at most 15 characters.</param>
/// <param name="ReceiverQualifier">What kind of identifier the receiver's is.</param>
/// <param name="Receiver">The receiver; at most 15 characters.</param>
/// <param name="At">Date and time of the sender's clock, to the minute.</param>
/// <param name="ControlNumber">1 to 999,999,999; see <see cref="ControlNumbers"/>.</param>
/// <param name="Usage"><c>P</c> for production, <c>T</c> for a test.</param>
public sealed record InterchangeHeader(
    string SenderQualifier, string Sender, string ReceiverQualifier, string Receiver, DateTime At, int ControlNumber, char Usage = 'P')
{
    /// <summary>Characters of an ISA segment, its terminator included.</summary>
    internal const int Length = 106;

    private const int Elements = 16;

    private static readonly int[] Widths = [2, 10, 2, 10, 2, 15, 2, 15, 6, 4, 1, 5, 9, 1, 1, 1];

    /// <summary>The control version: 00501 is what HIPAA names.</summary>
    public string Version { get; init; } = "00501";

    /// <summary>The delimiters that stand in an ISA segment, and its length without the terminator; null when it has not 16 elements.</summary>
    internal static (X12Delimiters Delimiters, int Length)? Delimiters(string text)
    {
        var element = text.Length > 3 ? text[3] : '\0';
        var at = 3;
        for (var number = 1; number < Elements; number++)
        {
            at = at + 1 < text.Length ? text.IndexOf(element, at + 1) : -1;
            if (at < 0)
            {
                return null;
            }
        }

        // ISA16 is one character, whatever it is: the component separator itself; then the terminator.
        var parts = text[..at].Split(element);
        return at + 2 < text.Length && parts.Length == Elements
            ? (new X12Delimiters(element, text[at + 1], Repetition(parts[11], parts[12]), text[at + 2]), at + 2)
            : null;
    }

    /// <summary>Elements whose length is not what the standard fixes.</summary>
    internal static IEnumerable<X12Problem> Problems(X12Segment header) =>
        from element in Enumerable.Range(1, Elements)
        let length = header[element].Length
        where length != Widths[element - 1]
        select X12Problem.At(
            header, X12Fault.ElementLength, $"ISA{element:00} has {length} characters instead of {Widths[element - 1]}; fill it up with spaces.", element);

    /// <summary>What stands in an ISA segment.</summary>
    /// <param name="delimiters">Those of the interchange.</param>
    /// <exception cref="ArgumentException">An identifier does not fit.</exception>
    internal string[] Values(X12Delimiters delimiters)
    {
        string[] values =
        [
            "00", "", "00", "", SenderQualifier, Sender, ReceiverQualifier, Receiver, X12Text.ShortDate(DateOnly.FromDateTime(At)), X12Text.Time(At),
            delimiters.Repetition?.ToString() ?? "U", Version, X12Text.Number(ControlNumber, 9), "0", Usage.ToString(), delimiters.Component.ToString(),
        ];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = values[i].Length <= Widths[i]
                ? values[i].PadRight(Widths[i])
                : throw new ArgumentException($"ISA{i + 1:00} holds at most {Widths[i]} characters; this one has {values[i].Length}.");
        }

        return values;
    }

    private static char? Repetition(string isa11, string version) =>
        isa11.Length == 1 && !char.IsLetterOrDigit(isa11[0]) && isa11[0] != ' ' && string.CompareOrdinal(version, "00402") >= 0 ? isa11[0] : null;
}
