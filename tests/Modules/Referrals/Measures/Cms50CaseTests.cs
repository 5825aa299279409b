using System.Globalization;
using System.Text.Json;
using CarePlatform.Intake.Tests;
using Xunit;

namespace CarePlatform.Referrals.Tests;

/// <summary>Every public test case of CMS50, as its authors wrote it: case in, expected populations out.</summary>
public sealed class Cms50CaseTests
{
    private const string Measure = "CMS50FHIRCRLReceiptofSpecialistReport";

    [Fact]
    public void Each_case_of_the_deck_is_in_the_populations_that_its_authors_expect()
    {
        var expected = Expected();
        var wrong = new List<string>();
        foreach (var (id, populations) in expected)
        {
            var bundle = JsonDocument.Parse(File.ReadAllText(RealData.Folder("ecqm-qicore-2025", Measure, id + ".json"))).RootElement;
            var result = Cms50.Measure(FactsOf(bundle), new MeasuredYear(2026, TimeZoneInfo.Utc), Cms50Definition.Current);
            foreach (var (population, count) in populations)
            {
                var counted = population switch
                {
                    "initial-population" => result.InitialPopulation,
                    "denominator" => result.Denominator,
                    "numerator" => result.Numerator,
                    _ => throw new InvalidOperationException($"The deck expects a population that CMS50 does not have: {population}."),
                };
                if (counted != (count == 1))
                {
                    wrong.Add($"{id}: {population} is {counted}, expected {count}");
                }
            }
        }

        Assert.Empty(wrong);
        Assert.NotEmpty(expected);
        // The deck has cases on both sides of each population, so none of them can be answered without looking.
        Assert.All(["initial-population", "denominator", "numerator"], p => Assert.Equal(2, expected.Values.Select(e => e[p]).Distinct().Count()));
    }

    /// <summary>By case: the count of each population.</summary>
    private static Dictionary<string, Dictionary<string, int>> Expected()
    {
        var cases = new Dictionary<string, Dictionary<string, int>>();
        foreach (var line in File.ReadLines(RealData.Folder("ecqm-expected.csv")).Where(l => l.Contains(Measure, StringComparison.Ordinal)))
        {
            // deck, measure, case, title, period start, period end, group, population, count, description: none before the last has a comma.
            var cells = line.Split(',');
            Assert.Equal(("2026-01-01", "2026-12-31"), (cells[4], cells[5]));
            (cases.TryGetValue(cells[2], out var populations) ? populations : cases[cells[2]] = [])[cells[7]] = int.Parse(cells[8], CultureInfo.InvariantCulture);
        }

        return cases;
    }

    private static Cms50Facts FactsOf(JsonElement bundle)
    {
        var all = bundle.GetProperty("entry").EnumerateArray().Select(e => e.GetProperty("resource")).ToLookup(r => r.GetProperty("resourceType").GetString());
        return new Cms50Facts(
            [
                .. all["Encounter"].Select(e => new MeasuredEncounter(
                    IsProcedure: false, Status(e), [.. e.GetProperty("type").EnumerateArray().SelectMany(Codes)],
                    At(e.GetProperty("period").GetProperty("start")), At(e.GetProperty("period").GetProperty("end")))),
                .. all["Procedure"].Select(p => new MeasuredEncounter(
                    IsProcedure: true, Status(p), Codes(p.GetProperty("code")), Performed(p, "start"), Performed(p, "end"))),
            ],
            [
                .. all["ServiceRequest"].Select(r => new MeasuredOrder(
                    r.GetProperty("id").GetString()!, Status(r), r.GetProperty("intent").GetString()!, Codes(r.GetProperty("code")), At(r.GetProperty("authoredOn")))),
            ],
            [
                .. all["Task"].Select(t => new MeasuredReport(
                    [.. t.GetProperty("basedOn").EnumerateArray().Select(b => b.GetProperty("reference").GetString()!.Split('/')[^1])],
                    Status(t), Codes(t.GetProperty("code")), At(t.GetProperty("executionPeriod").GetProperty("end")))),
            ]);
    }

    private static string Status(JsonElement resource) => resource.GetProperty("status").GetString()!;

    private static IReadOnlyList<MeasuredCode> Codes(JsonElement concept) =>
        [.. concept.GetProperty("coding").EnumerateArray().Select(c => new MeasuredCode(c.GetProperty("system").GetString()!, c.GetProperty("code").GetString()!))];

    private static DateTimeOffset Performed(JsonElement procedure, string end) => At(
        procedure.TryGetProperty("performedPeriod", out var period) ? period.GetProperty(end) : procedure.GetProperty("performedDateTime"));

    private static DateTimeOffset At(JsonElement time) => DateTimeOffset.Parse(time.GetString()!, CultureInfo.InvariantCulture);
}
