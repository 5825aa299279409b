using Xunit;

namespace CarePlatform.Intake.Tests;

/// <summary>What happens when sources are imported again, changed, by another path or after staff did something.</summary>
public sealed class ReimportTests : IDisposable
{
    private const string PerPerson = """
        select string_agg(i.value || ' ' || (select count(*) from intake.encounters e where e.client = i.client)
            || ' ' || (select count(*) from intake.conditions c where c.client = i.client), ',' order by i.value)
        from intake.client_identifiers i where i.system = 'https://github.com/synthetichealth/synthea'
        """;

    private readonly SourceFolder _folder = new();

    [Theory]
    [InlineData("csv", "fhir")]
    [InlineData("fhir", "csv")]
    public async Task The_same_person_by_either_path_is_one_person_with_the_same_encounters_and_conditions(string first, string second)
    {
        await using var tenant = await ImportingTenant.CreateAsync();
        await tenant.ImportAsync(RealData.Folder("synthea-csv-fhir-jijones12", first));
        var perPerson = await tenant.ScalarAsync<string>(PerPerson);

        var again = await tenant.ImportAsync(RealData.Folder("synthea-csv-fhir-jijones12", second));

        Assert.Empty(again.Problems);
        Assert.Equal(0, again.Rows["clients"].Added);
        Assert.Equal(0, again.Rows["encounters"].Added);
        Assert.Equal(0, again.Rows["conditions"].Added);
        Assert.Equal(perPerson, await tenant.ScalarAsync<string>(PerPerson));
        Assert.Equal(6, await tenant.ScalarAsync<long>("select count(*) from messaging.log"));
        Assert.Equal("wellness", await tenant.ScalarAsync<string>(
            "select class from intake.encounters where external_id = '00280f50-dc5c-ea8a-bca6-b4ba79f856bc'"));
    }

    [Fact]
    public async Task A_changed_row_is_changed_with_its_former_facts_kept_and_a_missing_row_stays()
    {
        await using var tenant = await ImportingTenant.CreateAsync();
        await tenant.ImportAsync(_folder.WithPeople().Path);
        _folder.Write(
            "patients.csv",
            "Id,BIRTHDATE,SSN,FIRST,LAST,GENDER,ADDRESS,CITY,STATE,ZIP",
            $"{SourceFolder.Ada},1990-05-17,999-10-0001,Ada1,Byron3,F,12 Mill Lane,Boston,Massachusetts,02118");

        var again = await tenant.ImportAsync(_folder.Path);

        Assert.Equal(new ImportedRows(0, 1, 0), again.Rows["clients"]);
        Assert.Equal("Byron 2,Moss 1", await tenant.ScalarAsync<string>(
            "select string_agg(family || ' ' || version, ',' order by family) from intake.clients"));
        Assert.Equal("Lovel", await tenant.ScalarAsync<string>("select facts ->> 'family' from intake.client_versions where version = 1"));
    }

    [Fact]
    public async Task Facts_that_staff_amended_stay()
    {
        await using var tenant = await ImportingTenant.CreateAsync();
        await tenant.ImportAsync(_folder.WithPeople().Path);
        await tenant.ExecuteAsync("""
            insert into intake.client_versions (client, version, tenant_id, facts, changed_at, changed_by)
            select id, 1, tenant_id, '{}', now(), gen_random_uuid() from intake.clients where family = 'Lovel';
            update intake.clients set family = 'Lovell', version = 2 where family = 'Lovel'
            """);

        var again = await tenant.ImportAsync(_folder.Path);

        Assert.Equal(new ImportedRows(0, 0, 2), again.Rows["clients"]);
        Assert.Equal("Lovell 2", await tenant.ScalarAsync<string>("select family || ' ' || version from intake.clients where given = 'Ada'"));
    }

    [Fact]
    public async Task A_client_whom_staff_registered_is_used_when_names_birth_date_and_address_are_the_same()
    {
        await using var tenant = await ImportingTenant.CreateAsync();
        await tenant.ImportAsync(_folder.WithPeople().Path);
        await tenant.ExecuteAsync("""
            delete from intake.client_identifiers;
            update intake.clients set source_system = null
            """);

        var again = await tenant.ImportAsync(_folder.Path);

        Assert.Equal(new ImportedRows(0, 0, 2), again.Rows["clients"]);
        Assert.Equal(4, await tenant.ScalarAsync<long>("select count(*) from intake.client_identifiers"));
    }

    [Fact]
    public async Task A_number_that_others_gave_leads_to_a_client_only_with_the_same_birth_date()
    {
        await using var tenant = await ImportingTenant.CreateAsync();
        await tenant.ImportAsync(_folder.WithPeople().Path);
        _folder.Write(
            "patients.csv",
            "Id,BIRTHDATE,SSN,FIRST,LAST",
            "33333333-3333-4333-8333-333333333333,1990-05-17,999-10-0001,A,Lovel",
            "44444444-4444-4444-8444-444444444444,1999-09-09,999-10-0002,Cid,Roe");

        var again = await tenant.ImportAsync(_folder.Path);

        Assert.Equal(1, again.Rows["clients"].Added);
        Assert.Equal(
            ["patients.csv:3 an identifier of this person belongs to another client: it was left out"],
            again.Problems.Select(p => p.ToString()));
    }

    [Fact]
    public async Task Rows_about_a_merged_client_go_to_the_one_in_use()
    {
        await using var tenant = await ImportingTenant.CreateAsync();
        await tenant.ImportAsync(_folder.WithPeople().Path);
        await tenant.ExecuteAsync("""
            update intake.clients set state = 'merged', merged_into = (select id from intake.clients where given = 'Ada') where given = 'Ben'
            """);
        _folder.Write("encounters.csv", "Id,START,PATIENT,ENCOUNTERCLASS", $"e1,2020-01-01T10:00:00Z,{SourceFolder.Ben},wellness");

        await tenant.ImportAsync(_folder.Path);

        Assert.Equal("Ada", await tenant.ScalarAsync<string>(
            "select c.given from intake.encounters e join intake.clients c on c.id = e.client"));
    }

    [Fact]
    public async Task A_row_about_nobody_known_is_reported_and_the_rest_goes_on()
    {
        await using var tenant = await ImportingTenant.CreateAsync();
        _folder.WithPeople().Write(
            "conditions.csv",
            "START,STOP,PATIENT,ENCOUNTER,CODE,DESCRIPTION",
            $"2020-01-01,,{Guid.Empty},,73595000,Stress (finding)",
            $"2020-01-01,,{SourceFolder.Ada},,73595000,Stress (finding)");

        var report = await tenant.ImportAsync(_folder.Path);

        Assert.Equal(
            ["conditions.csv:2 is about a person who is not known: the patient is missing"], report.Problems.Select(p => p.ToString()));
        Assert.Equal(1, report.Rows["conditions"].Added);
        Assert.Equal("conditions.csv 2", await tenant.ScalarAsync<string>("select file || ' ' || line from intake.import_problems"));
    }

    [Fact]
    public async Task An_import_that_was_stopped_leaves_whole_batches_and_running_it_again_completes_them()
    {
        await using var tenant = await ImportingTenant.CreateAsync();
        var path = RealData.Folder("synthea-csv-victor2403");
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => tenant.ImportAsync(path, new AfterFirst(stop.Cancel), stop.Token));
        Assert.Equal("failed", await tenant.ScalarAsync<string>("select state from intake.import_runs"));
        Assert.Equal(105, await tenant.ScalarAsync<long>("select count(*) from intake.clients"));
        var stopped = await tenant.ScalarAsync<long>("select count(*) from intake.conditions");

        var again = await tenant.ImportAsync(path);

        Assert.True(stopped < 3495, "The import was not stopped before its end.");
        Assert.Equal(3495 - stopped, again.Rows["conditions"].Added);
        Assert.Equal(105, await tenant.ScalarAsync<long>("select count(*) from messaging.log"));
    }

    [Fact]
    public async Task Two_imports_of_one_tenant_at_once_register_each_person_once()
    {
        await using var tenant = await ImportingTenant.CreateAsync();
        var path = _folder.WithPeople().Path;

        await Task.WhenAll(tenant.ImportAsync(path), tenant.ImportAsync(path));

        Assert.Equal(2, await tenant.ScalarAsync<long>("select count(*) from intake.clients"));
    }

    [Fact]
    public async Task A_folder_of_neither_kind_is_refused_with_one_sentence()
    {
        await using var tenant = await ImportingTenant.CreateAsync();
        _folder.Write("notes.txt", "nothing");

        var refusal = await Assert.ThrowsAsync<ImportException>(() => tenant.ImportAsync(_folder.Path));

        Assert.Equal(
            $"{_folder.Path} holds neither Synthea CSV (a patients.csv) nor FHIR R4 (.json, .ndjson, each also .gz): nothing was imported.",
            refusal.Message);
    }

    [Fact]
    public async Task A_tenant_without_the_feature_imports_nothing()
    {
        await using var tenant = await ImportingTenant.CreateAsync("intake");

        var refusal = await Assert.ThrowsAsync<ImportException>(() => tenant.ImportAsync(_folder.WithPeople().Path));

        Assert.Equal("The feature intake.import is off for harbor: switch it on, then import again.", refusal.Message);
        Assert.Equal(0, await tenant.ScalarAsync<long>("select count(*) from intake.import_runs"));
    }

    public void Dispose() => _folder.Dispose();

    private sealed class AfterFirst(Action act) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value) => act();
    }
}
