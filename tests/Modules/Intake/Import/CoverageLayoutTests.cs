using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace CarePlatform.Intake.Tests;

/// <summary>Payer transitions in their three layouts mean the same spans.</summary>
public sealed class CoverageLayoutTests
{
    private const string Dates = "PATIENT,MEMBERID,START_DATE,END_DATE,PAYER,SECONDARY_PAYER,PLAN_OWNERSHIP,OWNER_NAME";
    private const string Times = "PATIENT,MEMBERID,START_YEAR,END_YEAR,PAYER,SECONDARY_PAYER,OWNERSHIP,OWNERNAME";
    private const string Years = "PATIENT,START_YEAR,END_YEAR,PAYER,OWNERSHIP";

    [Fact]
    public void A_time_covers_from_its_local_day_to_the_day_before_the_local_day_of_the_end() => Prop.ForAll(
        Gen.Choose(0, 4_000_000).Two().ToArbitrary(),
        minutes =>
        {
            var start = new DateTimeOffset(2015, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(minutes.Item1);
            var end = start.AddDays(2).AddMinutes(minutes.Item2);
            var row = $"{SourceFolder.Ada},M1,{start:yyyy-MM-ddTHH:mm:ssZ},{end:yyyy-MM-ddTHH:mm:ssZ},payer,,Self,";

            var (dated, timed) = (Span(Dates, row), Span(Times, row));

            Assert.Equal(dated, timed);
            Assert.Equal(LocalDay(start), dated.From);
            Assert.Equal(LocalDay(end).AddDays(-1), dated.To);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Years_count_whole() => Prop.ForAll(
        Gen.Choose(1900, 2100).Two().Where(y => y.Item1 <= y.Item2).ToArbitrary(),
        years => Assert.Equal(
            (new DateOnly(years.Item1, 1, 1), new DateOnly(years.Item2, 12, 31)),
            Span(Years, $"{SourceFolder.Ada},{years.Item1},{years.Item2},payer,Self"))).QuickCheckThrowOnFailure();

    [Fact]
    public void Repeated_payers_are_one_and_a_second_payer_is_a_span_of_second_priority()
    {
        using var folder = new SourceFolder();
        folder.WithPeople()
            .Write("payers.csv", "Id,NAME", "p1,Medicaid", "p2,NO_INSURANCE", "p1,Medicaid", "p2,NO_INSURANCE")
            .Write("payer_transitions.csv", Dates, $"{SourceFolder.Ada},M1,2020-01-01T12:00:00Z,2021-01-01T12:00:00Z,p1,p2,Self,");

        var (rows, problems) = Reading.Of(folder.Path);

        Assert.Empty(problems.First);
        Assert.Equal(
            [("Medicaid", 1, "M1"), ("NO_INSURANCE", 2, null)],
            rows.OfType<SourceCoverage>().Select(c => (c.Payer, c.Priority, c.MemberId)));
        Assert.Equal(["medicaid", "uninsured"], rows.OfType<SourceCoverage>().Select(c => Vocabulary.PayerType(c.Payer)));
    }

    private static (DateOnly From, DateOnly? To) Span(string header, string row)
    {
        using var folder = new SourceFolder();
        var (rows, problems) = Reading.Of(folder.WithPeople().Write("payer_transitions.csv", header, row).Path);
        Assert.Empty(problems.First);
        var span = Assert.Single(rows.OfType<SourceCoverage>());
        return (span.From, span.To);
    }

    // The local day by another way than the product's: the offset of the zone at that instant.
    private static DateOnly LocalDay(DateTimeOffset instant) =>
        DateOnly.FromDateTime(instant.UtcDateTime + Reading.NewYork.GetUtcOffset(instant.UtcDateTime));
}
