using Xunit;

namespace CarePlatform.Intake.Tests;

public sealed class ReadingTests
{
    private static readonly TimeZoneInfo NewYork = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");

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
        var (rows, problems) = Read(RealData.Folder(set));

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
        var (rows, problems) = Read(RealData.Folder(set));

        Assert.Empty(problems.First);
        Assert.Equal(people, rows.OfType<SourcePerson>().Count());
        Assert.Equal(encounters, rows.OfType<SourceEncounter>().Count());
        Assert.Equal(conditions, rows.OfType<SourceCondition>().Count());
    }

    private static (List<SourceRow> Rows, Problems Problems) Read(string path)
    {
        var problems = new Problems();
        var files = ImportFile.Under(path);
        IImportSource source = SyntheaFolder.IsOne(files)
            ? new SyntheaFolder(files, NewYork, problems)
            : new FhirFiles(files, NewYork, problems);
        return ([.. source.Rows()], problems);
    }
}
