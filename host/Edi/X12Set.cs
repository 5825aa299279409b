namespace CarePlatform.Edi;

/// <summary>One transaction set with the envelopes that it came in.</summary>
/// <param name="Interchange">The ISA segment.</param>
/// <param name="Group">The GS segment.</param>
/// <param name="Header">The ST segment.</param>
/// <param name="Segments">What stands between ST and SE.</param>
public sealed record X12Set(X12Segment Interchange, X12Segment Group, X12Segment Header, IReadOnlyList<X12Segment> Segments)
{
    /// <summary>Which transaction it is, such as <c>271</c>: ST01.</summary>
    public string Code => Header[1];

    /// <summary>Its control number: ST02.</summary>
    public string ControlNumber => Header[2];

    /// <summary>The implementation guide: ST03, or GS08 where ST03 is missing, such as <c>005010X279A1</c>.</summary>
    public string Guide => Header[3] is { Length: > 0 } guide ? guide : Group[8];
}
