using Xunit;

namespace CarePlatform.Intake.Tests;

public sealed class ImportPeopleTests
{
    [Theory]
    [InlineData("synthea-csv-victor2403", 105, 4667, 3495)]
    [InlineData("synthea-csv-ppmicv", 37, 2315, 1238)]
    [InlineData("synthea-csv-dverma11", 10, 967, 481)]
    [InlineData("synthea-csv-fhir-jijones12/csv", 6, 163, 134)]
    [InlineData("synthea-csv-fhir-jijones12/fhir", 6, 163, 134)]
    [InlineData("synthea-csv-dbt-synthea", 27, 604, 438)]
    [InlineData("synthea-csv-uk-ipop-oud", 561, 6685, 428)]
    [InlineData("synthea-fhir-smart-r4", 15, 909, 181)]
    [InlineData("synthea-fhir-pathling", 61, 2500, 454)]
    public async Task A_set_is_imported_whole_and_importing_it_again_changes_nothing(
        string set, int people, int encounters, int conditions)
    {
        await using var tenant = await ImportingTenant.CreateAsync();
        var path = RealData.Folder(set);

        var first = await tenant.ImportAsync(path);
        var before = await tenant.StateAsync();
        var second = await tenant.ImportAsync(path);

        // Two people of uk-ipop-oud have the same passport number, by chance.
        Assert.True(first.ProblemCount <= (set == "synthea-csv-uk-ipop-oud" ? 1 : 0), string.Join('\n', first.Problems));
        Assert.Equal(new ImportedRows(people, 0, 0), first.Rows["clients"]);
        Assert.Equal(new ImportedRows(encounters, 0, 0), first.Rows["encounters"]);
        Assert.Equal(new ImportedRows(conditions, 0, 0), first.Rows["conditions"]);
        Assert.Equal(people, await tenant.ScalarAsync<long>("select count(*) from messaging.log where type = 'intake.client-registered@1'"));
        Assert.All(second.Rows.Values, rows => Assert.Equal((0, 0), (rows.Added, rows.Changed)));
        Assert.Equal(before, await tenant.StateAsync());
    }
}
