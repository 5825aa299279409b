using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace CarePlatform.Intake.Tests;

/// <summary>The same facts in whichever form FHIR allows them to be written.</summary>
public sealed class FhirFormsTests : IDisposable
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private readonly SourceFolder _folder = new();

    [Theory]
    [InlineData("""{"reference":"urn:uuid:8f0c2f6e-0000-4000-8000-000000000001"}""")]
    [InlineData("""{"reference":"Patient/p1"}""")]
    [InlineData("""{"reference":"https://server.example/fhir/Patient/p1/_history/3"}""")]
    [InlineData("""{"reference":"Patient?identifier=urn:clinic|MRN-7"}""")]
    [InlineData("""{"identifier":{"system":"urn:clinic","value":"MRN-7"}}""")]
    public void A_reference_is_resolved_however_it_is_written(string subject)
    {
        _folder.Write("x.json", $$$$"""
            {"resourceType":"Bundle","type":"transaction","entry":[
              {"resource":{"resourceType":"Encounter","id":"e1","class":{"code":"AMB"},"subject":{{{{subject}}}},"period":{"start":"2020-01-01T10:00:00Z"}}},
              {"fullUrl":"urn:uuid:8f0c2f6e-0000-4000-8000-000000000001","resource":{"resourceType":"Patient","id":"p1",
               "identifier":[{"system":"urn:clinic","value":"MRN-7"}]}}]}
            """);

        var (rows, problems) = Reading.Of(_folder.Path);

        Assert.Empty(problems.First);
        Assert.Equal(rows.OfType<SourcePerson>().Single().Key, rows.OfType<SourceEncounter>().Single().Person);
    }

    [Fact]
    public void People_of_two_servers_with_the_same_resource_id_are_told_apart_by_their_files()
    {
        foreach (var (file, number) in new[] { ("a.json", "1"), ("b.json", "2") })
        {
            _folder.Write(file, $$$$"""
                {"resourceType":"Bundle","entry":[
                  {"resource":{"resourceType":"Patient","id":"1","identifier":[{"system":"urn:clinic","value":"{{{{number}}}}"}]}},
                  {"resource":{"resourceType":"Encounter","id":"e{{{{number}}}}","class":{"code":"AMB"},"subject":{"reference":"Patient/1"},
                   "period":{"start":"2020-01-01T10:00:00Z"}}}]}
                """);
        }

        var (rows, _) = Reading.Of(_folder.Path);

        var people = rows.OfType<SourcePerson>().ToDictionary(p => p.Identifiers[0].Value, p => p.Key);
        Assert.Equal(people["1"], rows.OfType<SourceEncounter>().Single(e => e.Key == "e1").Person);
        Assert.Equal(people["2"], rows.OfType<SourceEncounter>().Single(e => e.Key == "e2").Person);
        Assert.NotEqual(people["1"], people["2"]);
    }

    [Fact]
    public void A_component_is_an_observation_of_its_own_and_the_panel_is_none()
    {
        _folder.Write("x.json", """
            {"resourceType":"Bundle","entry":[{"resource":{"resourceType":"Observation","subject":{"reference":"Patient/p"},
              "code":{"coding":[{"system":"http://loinc.org","code":"85354-9"}]},"effectiveDateTime":"2016-01-10T23:29:45-05:00",
              "component":[{"code":{"coding":[{"system":"http://loinc.org","code":"8480-6"}]},"valueQuantity":{"value":120,"unit":"mm[Hg]"}},
                           {"code":{"coding":[{"system":"http://loinc.org","code":"8462-4"}]},"valueQuantity":{"value":80,"unit":"mm[Hg]"}}]}}]}
            """);

        var rows = Reading.Of(_folder.Path).Rows.OfType<SourceObservation>();

        Assert.Equal(
            [("8480-6", 120m, new DateOnly(2016, 1, 10)), ("8462-4", 80m, new DateOnly(2016, 1, 10))],
            rows.Select(o => (o.Code.Code, o.Number!.Value, o.Day)));
    }

    [Fact]
    public void What_was_entered_in_error_refuted_or_only_planned_is_left_out()
    {
        _folder.Write("x.json", """
            {"resourceType":"Bundle","entry":[
              {"resource":{"resourceType":"Encounter","status":"planned","id":"e"}},
              {"resource":{"resourceType":"Condition","verificationStatus":{"coding":[{"code":"refuted"}]}}},
              {"resource":{"resourceType":"Observation","status":"entered-in-error"}},
              {"resource":{"resourceType":"Coverage","status":"draft"}}]}
            """);

        var (rows, problems) = Reading.Of(_folder.Path);

        Assert.Empty(rows);
        Assert.Empty(problems.First);
    }

    [Fact]
    public void Claims_tell_from_when_to_when_a_payer_was_seen()
    {
        static string Benefit(string payer, string day) => $$$$"""
            {"resource":{"resourceType":"ExplanationOfBenefit","patient":{"reference":"Patient/p"},"billablePeriod":{"start":"{{{{day}}}}"},
             "contained":[{"resourceType":"Coverage","payor":[{"display":"{{{{payer}}}}"}]}]}}
            """;
        string[] benefits =
            [Benefit("Medicaid", "2020-03-01"), Benefit("Medicaid", "2019-01-01"), Benefit("Humana", "2021-01-01"), Benefit("Medicaid", "2022-05-05")];
        _folder.Write("x.json", $"{{\"resourceType\":\"Bundle\",\"entry\":[{string.Join(',', benefits)}]}}");

        var spans = Reading.Of(_folder.Path).Rows.OfType<SourceCoverage>().Select(c => $"{c.Payer} {c.From:yyyy-MM-dd} {c.To:yyyy-MM-dd}");

        Assert.Equal(["Medicaid 2019-01-01 2020-03-01", "Humana 2021-01-01 2021-01-01", "Medicaid 2022-05-05 2022-05-05"], spans);
    }

    [Fact]
    public void A_bundle_gives_its_entries_whatever_their_size_and_its_order_and_layout() => Prop.ForAll(
        ArbMap.Default.ArbFor<(NonNegativeInt[] Sizes, bool Indented, bool TypeLast, bool Compressed)>(),
        form =>
        {
            using var folder = new SourceFolder();
            var entries = form.Sizes.Select((size, i) => new
            {
                resource = new { resourceType = "Patient", id = $"p{i}", text = new string('x', size.Get * 997 % 200_000) },
            }).ToArray();
            var (type, list) = (KeyValuePair.Create("resourceType", (object)"Bundle"), KeyValuePair.Create("entry", (object)entries));
            var bundle = new Dictionary<string, object>(form.TypeLast ? [list, type] : [type, list]);
            var json = JsonSerializer.Serialize(bundle, form.Indented ? Indented : JsonSerializerOptions.Default);
            _ = form.Compressed ? folder.WriteCompressed("x.json.gz", json) : folder.Write("x.json", json);

            var (rows, problems) = Reading.Of(folder.Path);

            Assert.Empty(problems.First);
            Assert.Equal(entries.Select(e => e.resource.id), rows.OfType<SourcePerson>().Select(p => p.Key));
            Assert.Equal(Enumerable.Range(0, entries.Length), rows.Select(r => r.Origin.Entry!.Value));
        }).QuickCheckThrowOnFailure();

    public void Dispose() => _folder.Dispose();
}
