using Xunit;

namespace CarePlatform.Intake.Tests;

/// <summary>What cannot be read is named by file, line, column and kind of problem; the rest is imported.</summary>
public sealed class BrokenSourceTests : IDisposable
{
    private const string EncounterHeader = "Id,START,STOP,PATIENT,ENCOUNTERCLASS,CODE,DESCRIPTION";
    private readonly SourceFolder _folder = new();

    [Fact]
    public void A_row_with_too_few_or_too_many_fields_is_reported_by_its_line()
    {
        _folder.WithPeople().Write(
            "encounters.csv",
            EncounterHeader,
            Encounter("e1"),
            $"e2,2020-01-01T10:00:00Z,,{SourceFolder.Ada}",
            Encounter("e3") + ",surplus",
            Encounter("e4"));

        var (rows, problems) = Read();

        Assert.Equal(["encounters.csv:3 4 fields where the header has 7", "encounters.csv:4 8 fields where the header has 7"], problems);
        Assert.Equal(["e1", "e4"], rows.OfType<SourceEncounter>().Select(e => e.Key));
    }

    [Theory]
    [InlineData("e2,yesterday,,{0},wellness,1,x", "START is not a time: expected 2024-05-31T14:30:00Z")]
    [InlineData("e2,2020-02-30T10:00:00Z,,{0},wellness,1,x", "START is not a time: expected 2024-05-31T14:30:00Z")]
    [InlineData("e2,0001-01-01T10:00:00Z,,{0},wellness,1,x", "START lies outside 1850 to 2199")]
    [InlineData("e2,2020-01-02T10:00:00Z,2020-01-01T10:00:00Z,{0},wellness,1,x", "STOP lies before START")]
    [InlineData("e2,,,{0},wellness,1,x", "START is empty")]
    [InlineData(",2020-01-02T10:00:00Z,,{0},wellness,1,x", "Id is empty")]
    [InlineData("e2,2020-01-02T10:00:00Z,,,wellness,1,x", "PATIENT is empty")]
    [InlineData("e2,2020-01-02T10:00:00Z,,{0},wellness,1,a\0b", "DESCRIPTION holds a NUL character")]
    public void A_field_that_cannot_be_read_is_reported_by_its_column_without_its_value(string line, string reason)
    {
        _folder.WithPeople().Write(
            "encounters.csv", EncounterHeader, Encounter("e1"), string.Format(null, line, SourceFolder.Ada), Encounter("e3"));

        var (rows, problems) = Read();

        Assert.Equal([$"encounters.csv:3 {reason}"], problems);
        Assert.Equal(["e1", "e3"], rows.OfType<SourceEncounter>().Select(e => e.Key));
    }

    [Fact]
    public void A_quote_that_nobody_closes_costs_its_own_line_only()
    {
        _folder.WithPeople().Write(
            "encounters.csv",
            EncounterHeader,
            Encounter("e1"),
            $"e2,2020-01-01T10:00:00Z,,{SourceFolder.Ada},wellness,1,\"open",
            Encounter("e3"),
            Encounter("e4"));

        var (rows, problems) = Read();

        Assert.Equal(["encounters.csv:3 a quote is not closed"], problems);
        Assert.Equal(["e1", "e3", "e4"], rows.OfType<SourceEncounter>().Select(e => e.Key));
    }

    [Fact]
    public void A_field_over_several_lines_is_one_field_and_later_lines_keep_their_numbers()
    {
        _folder.WithPeople().Write(
            "encounters.csv",
            EncounterHeader,
            $"e1,2020-01-01T10:00:00Z,,{SourceFolder.Ada},wellness,1,\"two",
            "lines, one comma\"",
            "broken");

        var (rows, problems) = Read();

        Assert.Equal(["encounters.csv:4 1 fields where the header has 7"], problems);
        Assert.Equal("two\nlines, one comma", Assert.Single(rows.OfType<SourceEncounter>()).Type!.Display);
    }

    [Fact]
    public void A_file_without_a_needed_column_is_left_out_with_a_sentence_and_the_others_are_read()
    {
        _folder.WithPeople().Write("encounters.csv", "Id,STOP,PATIENT,ENCOUNTERCLASS", $"e1,,{SourceFolder.Ada},wellness");

        var (rows, problems) = Read();

        Assert.Equal(["encounters.csv:1 the column START is missing: nothing of this file was read"], problems);
        Assert.Equal(2, rows.OfType<SourcePerson>().Count());
    }

    [Fact]
    public void Compressed_data_that_is_damaged_is_reported_and_the_others_are_read()
    {
        _folder.WithPeople().Write("encounters.csv.gz", "this is no gzip");

        var (rows, problems) = Read();

        Assert.Equal(["encounters.csv.gz:1 the compressed data is damaged: the rest of this file was not read"], problems);
        Assert.Equal(2, rows.OfType<SourcePerson>().Count());
    }

    [Theory]
    [InlineData("{\"resourceType\":\"Bundle\",\"entry\":[\n{\"resource\":{\"resourceType\":\"Patient\",\"id\":\"a\"}},\n{\"resource\":{]}}]}", "x.json:3 is not well-formed JSON here: the rest of this file was not read", 1)]
    [InlineData("{\"resourceType\":\"Bundle\",\"entry\":[\n{\"resource\":{\"resourceType\":\"Patient\",\"id\":\"a\"}},", "x.json:3 is not well-formed JSON here: the rest of this file was not read", 1)]
    [InlineData("{\"name\":\"no resource\"}", "x.json:1 is JSON, but neither a FHIR bundle nor a FHIR resource: nothing of it was read", 0)]
    [InlineData("[1,2,3]", "x.json:1 is JSON, but neither a FHIR bundle nor a FHIR resource: nothing of it was read", 0)]
    [InlineData("{\"resourceType\":\"Bundle\",\"entry\":[{\"resource\":{\"resourceType\":\"Encounter\",\"id\":\"e\",\"class\":{\"code\":\"AMB\"}}},\n{\"resource\":{\"resourceType\":\"Patient\",\"id\":\"a\"}}]}", "x.json:1 entry 0: Encounter.period.start is missing", 1)]
    [InlineData("{\"resourceType\":\"Bundle\",\"entry\":[{\"resource\":{\"resourceType\":\"Patient\",\"id\":\"a\",\"birthDate\":\"17.5.1990\"}}]}", "x.json:1 entry 0: birthDate is not a date: expected 2024-05-31", 0)]
    [InlineData("{\"resourceType\":\"Bundle\",\"entry\":[{\"resource\":{\"resourceType\":\"Patient\",\"id\":\"a\",\"name\":[{\"family\":\"\\ud800\"}]}}]}", "x.json:1 entry 0: family holds characters that are no Unicode text", 0)]
    public void Malformed_FHIR_is_reported_by_line_and_entry_and_the_rest_goes_on(string json, string problem, int people)
    {
        _folder.Write("x.json", json);

        var (rows, problems) = Read();

        Assert.Equal([problem], problems);
        Assert.Equal(people, rows.OfType<SourcePerson>().Count());
    }

    [Fact]
    public void A_broken_line_of_NDJSON_costs_that_line_only()
    {
        _folder.Write(
            "Patient.ndjson", """{"resourceType":"Patient","id":"a"}""", """{"resourceType":"Patient","id":""", """{"resourceType":"Patient","id":"c"}""");

        var (rows, problems) = Read();

        Assert.Equal(["Patient.ndjson:2 is not well-formed JSON"], problems);
        Assert.Equal(["a", "c"], rows.OfType<SourcePerson>().Select(p => p.Key));
    }

    [Fact]
    public void A_bundle_where_a_resource_belongs_is_reported_and_not_passed_over()
    {
        _folder.Write("x.ndjson", """{"resourceType":"Bundle","entry":[]}""");

        Assert.Equal(["x.ndjson:1 is a bundle inside a bundle or in NDJSON: give each bundle a file of its own"], Read().Problems);
    }

    [Fact]
    public void A_depth_bomb_is_malformed_like_any_other()
    {
        _folder.Write("x.json", """{"resourceType":"Bundle","entry":[{"resource":""" + new string('[', 100_000));

        Assert.Equal(["x.json:1 is not well-formed JSON here: the rest of this file was not read"], Read().Problems);
    }

    public void Dispose() => _folder.Dispose();

    private static string Encounter(string id) => $"{id},2020-01-01T10:00:00Z,,{SourceFolder.Ada},wellness,1,x";

    private (List<SourceRow> Rows, List<string> Problems) Read()
    {
        var (rows, problems) = Reading.Of(_folder.Path);
        return (rows, [.. problems.First.Select(p => p.ToString())]);
    }
}
