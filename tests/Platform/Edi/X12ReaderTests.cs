using System.Text;
using CarePlatform.Edi;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace CarePlatform.Platform.Tests;

public sealed class X12ReaderTests
{
    private static readonly DateTime At = new(2026, 1, 31, 15, 30, 0);

    private static readonly Gen<X12Delimiters> SomeDelimiters = Gen.Elements(
        X12Delimiters.Usual, new X12Delimiters('|', '>', null, '\n'), new X12Delimiters('*', '<', '^', '\r'), new X12Delimiters('\x1d', '\x1f', '!', '\x1c'));

    private static readonly Gen<string> SomeText = Gen.Elements(
        "", "MI", "SMITH", "O'NEIL-REYES", "20260131", "GOLD 123 PLAN", "ÄÖ", "A.B/C", "0", "12.50");

    private static readonly Gen<(string Id, string[] Elements)> SomeSegment =
        from id in Gen.Elements("NM1", "N3", "EB", "DTP", "HL", "REF")
        from elements in SomeText.ArrayOf()
        select (id, Trimmed(elements));

    private static readonly Gen<(X12Delimiters Delimiters, bool Lines, (string Id, string[] Elements)[][] Sets)> SomeInterchange =
        from delimiters in SomeDelimiters
        from lines in Gen.Elements(false, true)
        from sets in SomeSegment.ArrayOf().ArrayOf()
        select (delimiters, lines, sets);

    [Fact]
    public void What_is_written_is_read_again() => Prop.ForAll(SomeInterchange.ToArbitrary(), given =>
    {
        var (sets, problems) = X12Sets.Of(Written(given.Delimiters, given.Lines, given.Sets));
        return problems.Count == 0 && sets.Count == given.Sets.Length && sets.Zip(given.Sets).All(pair => pair.First.Segments
            .Select(s => (s.Id, Elements: s.Elements.ToArray())).SequenceEqual(pair.Second, (a, b) => a.Id == b.Id && a.Elements.SequenceEqual(b.Elements)));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void What_is_read_is_written_again_letter_by_letter() => Prop.ForAll(SomeInterchange.ToArbitrary(), given =>
    {
        var text = Written(given.Delimiters, lines: false, given.Sets);
        using var stream = new MemoryStream(Encoding.Latin1.GetBytes(text));
        var reader = new X12Reader(stream);
        var again = new StringBuilder();
        while (reader.Read() is { } segment)
        {
            again.Append(segment).Append(given.Delimiters.Segment);
        }

        return again.ToString() == text;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void An_interchange_that_is_cut_anywhere_is_never_taken_for_a_whole_one() => Prop.ForAll(
        SomeInterchange.ToArbitrary(), Gen.Choose(0, 1_000_000).ToArbitrary(), (given, at) =>
        {
            var text = Written(given.Delimiters, lines: false, given.Sets);
            return X12Sets.Of(text[..(at % (text.Length - 1))]).Problems.Count > 0;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Arbitrary_bytes_are_refused_and_never_a_fault() => Prop.ForAll(
        ArbMap.Default.ArbFor<byte[]>(), bytes => X12Sets.Of("ISA" + Encoding.Latin1.GetString(bytes)).Problems.Count > 0).QuickCheckThrowOnFailure();

    [Fact]
    public void Segments_are_read_from_a_stream_that_gives_a_byte_at_a_time()
    {
        var text = Written(X12Delimiters.Usual, lines: true, [[("NM1", ["IL", "1", "SMITH"])]]);
        using var stream = new SlowStream(Encoding.Latin1.GetBytes(text));
        Assert.Equal("SMITH", Assert.Single(new X12Sets(stream).Read()).Segments[0][3]);
    }

    [Fact]
    public void Components_repetitions_and_what_is_missing_are_found_by_number()
    {
        var segment = new X12Segment("EB", ["1", "", "30^MH^AI", "HM", "", "", "", "", "", "", "", "", "HC:99213:HQ"], X12Delimiters.Usual, 7, 100);
        Assert.Equal(["30", "MH", "AI"], segment.Repetitions(3));
        Assert.Empty(segment.Repetitions(2));
        Assert.Equal(("99213", "HQ", ""), (segment.Component(13, 2), segment.Component(13, 3), segment.Component(13, 4)));
        Assert.Equal("", segment[14]);
        Assert.Equal(100 + 2 + 1 + 1 + 1 + 0 + 1, segment.PositionOf(3));
    }

    [Fact]
    public void A_value_with_a_delimiter_is_refused_and_can_be_cleaned()
    {
        var writer = new X12Writer(X12Delimiters.Usual);
        Assert.Equal(X12Fault.Element, Assert.Throws<X12Exception>(() => writer.Segment("NM1", "IL", "1", "SMI*TH")).Problem.Fault);
        Assert.Equal("SMI TH  JR", X12Delimiters.Usual.Clean(" SMI*TH~\nJR"));
    }

    [Fact]
    public void Control_numbers_begin_again_after_the_last()
    {
        Assert.Equal([1, 999_999_999, 1, 2], new long[] { 1, 999_999_999, 1_000_000_000, 1_000_000_001 }.Select(ControlNumbers.Of));
        Assert.True(ControlNumbers.Same("000000907", "907 "));
    }

    [Fact]
    public void A_wrong_terminator_does_not_read_a_whole_file_into_memory()
    {
        var text = Written(X12Delimiters.Usual, lines: false, [])[..106] + new string('A', 100_000);
        Assert.Equal(X12Fault.SegmentLength, X12Sets.Of(text).Problems[^1].Fault);
    }

    private static string Written(X12Delimiters delimiters, bool lines, (string Id, string[] Elements)[][] sets)
    {
        var writer = new X12Writer(delimiters, lines);
        writer.BeginInterchange(new InterchangeHeader("ZZ", "CLINIC", "ZZ", "PAYER", At, 42)).BeginGroup("HS", "CLINIC", "PAYER", At, 42, "005010X279A1");
        for (var i = 0; i < sets.Length; i++)
        {
            writer.BeginSet("270", X12Text.Number(i + 1, 4), "005010X279A1");
            foreach (var (id, elements) in sets[i])
            {
                writer.Segment(id, elements);
            }

            writer.End();
        }

        return writer.ToString();
    }

    private static string[] Trimmed(string[] elements)
    {
        var last = Array.FindLastIndex(elements, e => e.Length > 0);
        return elements[..(last + 1)];
    }

    private sealed class SlowStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override int Read(Span<byte> buffer) => base.Read(buffer[..1]);
    }
}

file static class Sequences
{
    public static bool SequenceEqual<T>(this IEnumerable<T> one, IEnumerable<T> other, Func<T, T, bool> same) =>
        one.Zip(other).All(p => same(p.First, p.Second)) && one.Count() == other.Count();
}
