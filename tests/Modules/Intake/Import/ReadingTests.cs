using Xunit;

namespace CarePlatform.Intake.Tests;

public sealed class ReadingTests
{
    [Theory]
    [InlineData("synthea-csv-victor2403", 105, 4667, 3495, 1128, 0)]
    [InlineData("synthea-csv-ppmicv", 37, 2315, 1238, 1212, 0)]
    [InlineData("synthea-csv-dverma11", 10, 967, 481, 438, 10589)]
    [InlineData("synthea-csv-fhir-jijones12/csv", 6, 163, 134, 72, 1540)]
    [InlineData("synthea-csv-dbt-synthea", 27, 604, 438, 1051, 915)]
    [InlineData("synthea-csv-uk-ipop-oud", 561, 6685, 428, 568, 1949)]
    public void Every_layout_of_Synthea_is_read_whole(
        string set, int people, int encounters, int conditions, int transitions, int observations)
    {
        var (rows, problems) = Reading.Of(RealData.Folder(set));

        Assert.Empty(problems.First);
        Assert.Equal(people, rows.OfType<SourcePerson>().Count());
        Assert.Equal(encounters, rows.OfType<SourceEncounter>().Count());
        Assert.Equal(conditions, rows.OfType<SourceCondition>().Count());
        Assert.Equal(transitions, rows.OfType<SourceCoverage>().Count(c => c.Priority == 1));
        Assert.Equal(observations, rows.OfType<SourceObservation>().Count());
    }

    [Theory]
    [InlineData("synthea-csv-fhir-jijones12/fhir", 6, 163, 134)]
    [InlineData("synthea-fhir-smart-r4", 15, 909, 181)]
    [InlineData("synthea-fhir-pathling", 61, 2500, 454)]
    public void Every_form_of_FHIR_is_read_whole(string set, int people, int encounters, int conditions)
    {
        var (rows, problems) = Reading.Of(RealData.Folder(set));

        Assert.Empty(problems.First);
        Assert.Equal(people, rows.OfType<SourcePerson>().Count());
        Assert.Equal(encounters, rows.OfType<SourceEncounter>().Count());
        Assert.Equal(conditions, rows.OfType<SourceCondition>().Count());
    }

    [Fact]
    public void The_people_who_come_with_the_repository_are_read_whole()
    {
        var (rows, problems) = Reading.Of(Path.Combine(RealData.Repository, "infra", "demo", "synthea"));

        Assert.Empty(problems.First);
        Assert.Equal(
            (12, 541, 406),
            (rows.OfType<SourcePerson>().Count(), rows.OfType<SourceEncounter>().Count(), rows.OfType<SourceCondition>().Count()));
    }

    [Fact]
    public void A_time_falls_on_the_day_of_the_tenant_whichever_way_it_is_written()
    {
        DateOnly[] days = [new(2016, 1, 10)];
        foreach (var path in new[] { "csv", "fhir" })
        {
            var (rows, _) = Reading.Of(RealData.Folder("synthea-csv-fhir-jijones12", path));

            Assert.Equal(days, rows.OfType<SourceObservation>().Where(o => o.Code.Code == "44261-6" && o.At.Year == 2016).Select(o => o.Day));
        }
    }
}
