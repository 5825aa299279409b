using System.Globalization;

namespace CarePlatform.Edi;

/// <summary>Follows the three envelopes (interchange, group, set), each with a header and a trailer that counts and repeats its number.</summary>
internal sealed class EnvelopeCheck
{
    private readonly List<X12Problem> _problems = [];
    private X12Segment? _interchange;
    private X12Segment? _group;
    private X12Segment? _header;
    private X12Segment? _last;
    private List<X12Segment> _segments = [];
    private int _groups;
    private int _sets;

    public IReadOnlyList<X12Problem> Problems => _problems;

    /// <summary>Takes the next segment and gives the set that it ends.</summary>
    public X12Set? Take(X12Segment segment)
    {
        _last = segment;
        switch (segment.Id)
        {
            case "ISA":
                return Begin(segment);
            case "GS":
                var cut = Cut(segment);
                Expect(_interchange is not null && _group is null, segment, "A group (GS) stands within an interchange, after the trailer (GE) of the one before.");
                (_group, _sets) = (segment, 0);
                _groups++;
                return cut;
            case "ST":
                cut = Cut(segment);
                Expect(_group is not null, segment, "A transaction set (ST) stands within a group: the header GS is missing.");
                _header = segment;
                _sets++;
                return cut;
            case "SE":
                return EndSet(segment);
            case "GE":
                return EndGroup(segment);
            case "IEA":
                return EndInterchange(segment);
            default:
                Body(segment);
                return null;
        }
    }

    /// <summary>The stream has ended: whatever envelope is open was cut off.</summary>
    public X12Set? End()
    {
        if (_last is null)
        {
            _problems.Add(new X12Problem(X12Fault.NoInterchangeHeader, "There is nothing in it: an interchange begins with an ISA segment.", 1, "", null, 0));
            return null;
        }

        if (_interchange is null)
        {
            return null;
        }

        var trailer = _header is not null ? "SE" : _group is not null ? "GE" : "IEA";
        _problems.Add(X12Problem.At(_last, X12Fault.Truncated, $"The stream ends after this segment; the trailer {trailer} is missing."));
        return Finish();
    }

    private X12Set? Begin(X12Segment segment)
    {
        Expect(_interchange is null, segment, "A new interchange (ISA) begins before the trailer (IEA) of the one before.");
        var cut = Finish();
        (_interchange, _group, _groups) = (segment, null, 0);
        return cut;
    }

    private X12Set? EndSet(X12Segment trailer)
    {
        if (!Expect(_header is not null, trailer, "A trailer (SE) without the header (ST) of its transaction set."))
        {
            return null;
        }

        Counted(trailer, _segments.Count + 2, "segments from ST to SE");
        Numbered(trailer, _header!, header: 2);
        return Finish();
    }

    private X12Set? EndGroup(X12Segment trailer)
    {
        var cut = Cut(trailer);
        if (Expect(_group is not null, trailer, "A trailer (GE) without the header (GS) of its group."))
        {
            Counted(trailer, _sets, "transaction sets");
            Numbered(trailer, _group!, header: 6);
            _group = null;
        }

        return cut;
    }

    private X12Set? EndInterchange(X12Segment trailer)
    {
        var cut = Cut(trailer);
        if (Expect(_interchange is not null, trailer, "A trailer (IEA) without the header (ISA) of its interchange."))
        {
            Expect(_group is null, trailer, "The interchange ends before its group: the trailer GE is missing.");
            Counted(trailer, _groups, "groups");
            Numbered(trailer, _interchange!, header: 13);
            (_interchange, _group) = (null, null);
        }

        return cut;
    }

    private void Body(X12Segment segment)
    {
        if (!IsIdentifier(segment.Id))
        {
            _problems.Add(X12Problem.At(
                segment, X12Fault.SegmentIdentifier,
                segment.Id.Length == 0
                    ? "A segment without an identifier: two element separators, or a terminator too many."
                    : "This is no segment identifier: it has two or three capital letters and digits, a letter first."));
        }

        if (Expect(_header is not null, segment, "This segment stands outside a transaction set: its header ST is missing."))
        {
            _segments.Add(segment);
        }
    }

    // A set whose trailer is missing is given all the same, with the problem.
    private X12Set? Cut(X12Segment at)
    {
        Expect(_header is null, at, "The transaction set before has no trailer (SE).");
        return Finish();
    }

    private X12Set? Finish()
    {
        var set = _header is not null && _group is not null && _interchange is not null
            ? new X12Set(_interchange, _group, _header, _segments)
            : null;
        (_header, _segments) = (null, []);
        return set;
    }

    private void Counted(X12Segment trailer, int counted, string what)
    {
        var told = int.TryParse(trailer[1], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : (int?)null;
        if (told != counted)
        {
            _problems.Add(X12Problem.At(
                trailer, X12Fault.Count, told is null ? $"{trailer.Id}01 is no count; there are {counted} {what}." : $"{trailer.Id}01 says {told} {what}; there are {counted}.", 1));
        }
    }

    private void Numbered(X12Segment trailer, X12Segment headerSegment, int header)
    {
        if (!ControlNumbers.Same(trailer[2], headerSegment[header]))
        {
            _problems.Add(X12Problem.At(
                trailer, X12Fault.ControlNumber, $"{trailer.Id}02 has not the control number of {headerSegment.Id}{header:00}: parts of two files were mixed, or the sender miscounts.", 2));
        }
    }

    private bool Expect(bool holds, X12Segment segment, string reason)
    {
        if (!holds)
        {
            _problems.Add(X12Problem.At(segment, X12Fault.OutOfPlace, reason));
        }

        return holds;
    }

    private static bool IsIdentifier(string id) =>
        id.Length is 2 or 3 && char.IsAsciiLetterUpper(id[0]) && id.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c));
}
