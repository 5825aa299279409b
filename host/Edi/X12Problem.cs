namespace CarePlatform.Edi;

/// <summary>What is wrong with an interchange.</summary>
public enum X12Fault
{
    /// <summary>It does not begin with ISA.</summary>
    NoInterchangeHeader,

    /// <summary>An element of ISA has not the length that the standard fixes.</summary>
    ElementLength,

    /// <summary>The delimiters cannot part it.</summary>
    Delimiters,

    /// <summary>It ends within a segment or an envelope.</summary>
    Truncated,

    /// <summary>Something that is no segment identifier: two or three capital letters and digits, a letter first.</summary>
    SegmentIdentifier,

    /// <summary>A segment that cannot stand at this place, such as a transaction set outside a group.</summary>
    OutOfPlace,

    /// <summary>A trailer counts other than what stands there.</summary>
    Count,

    /// <summary>A trailer has another control number than its header.</summary>
    ControlNumber,

    /// <summary>A segment is longer than any that the standard knows; the terminator is probably another.</summary>
    SegmentLength,

    /// <summary>An element that must be there is missing, or holds what it may not.</summary>
    Element,
}

/// <summary>One thing that is wrong, and where. It holds no data of the interchange beyond identifiers, counts and control numbers.</summary>
/// <param name="Fault">What kind.</param>
/// <param name="Reason">For people: what is wrong, and what would be right.</param>
/// <param name="Segment">Number of the segment in the stream, from 1.</param>
/// <param name="SegmentId">Its identifier; empty where there is none.</param>
/// <param name="Element">Number of the element in the standard; null when no single one is at fault.</param>
/// <param name="Position">The byte of the stream, from 0.</param>
public sealed record X12Problem(X12Fault Fault, string Reason, int Segment, string SegmentId, int? Element, long Position)
{
    /// <summary>For messages: the place, then the reason.</summary>
    public override string ToString() =>
        $"segment {Segment}{(SegmentId.Length == 0 ? "" : $" ({SegmentId}{Element:00})")}, byte {Position}: {Reason}";

    /// <summary>A problem with an element of a segment, or with the whole of it.</summary>
    public static X12Problem At(X12Segment segment, X12Fault fault, string reason, int? element = null) =>
        new(fault, reason, segment.Number, segment.Id, element, element is { } number ? segment.PositionOf(number) : segment.Position);
}

/// <summary>The interchange cannot be read any further, or cannot be written.</summary>
public sealed class X12Exception(X12Problem problem) : Exception(problem.ToString())
{
    /// <summary>What is wrong, and where.</summary>
    public X12Problem Problem => problem;
}
