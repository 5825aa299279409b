using System.Text.Json;

namespace CarePlatform.Intake;

/// <summary>Reads a FHIR Coverage, and what an ExplanationOfBenefit tells of the coverage that it contains.</summary>
internal static class CoverageResource
{
    public static SourceCoverage? Read(JsonElement coverage, Origin origin, FhirReferences references, TimeZoneInfo zone)
    {
        if (coverage.String("status") is "cancelled" or "draft" or "entered-in-error")
        {
            return null;
        }

        var person = references.Resolve(coverage.Get("beneficiary"), "Patient", origin.File)
            ?? throw new UnreadableException("Coverage.beneficiary is missing");
        var period = coverage.Get("period");
        var from = period.Day("start", zone)
            ?? throw new UnreadableException("Coverage.period.start is missing: a span needs its first day");
        var to = period.Day("end", zone);
        return new SourceCoverage(
            origin,
            person,
            coverage.String("id"),
            PayerOf(coverage) ?? throw new UnreadableException("Coverage.payor has no name"),
            PayerId: references.Resolve(coverage.First("payor"), "Organization", origin.File),
            coverage.String("subscriberId") ?? coverage.First("identifier").String("value"),
            PolicyHolder: coverage.Get("relationship").Coding()?.Code,
            coverage.Get("order") is { ValueKind: JsonValueKind.Number } order && order.TryGetInt32(out var place) && place > 0 ? place : 1,
            from,
            to < from ? throw new UnreadableException("Coverage.period ends before it starts") : to);
    }

    /// <summary>Notes, for each coverage inside a claim's answer, that its payer covered the person on the day of the claim.</summary>
    public static void Note(
        JsonElement benefit, Origin origin, CoverageEvidence evidence, FhirReferences references, TimeZoneInfo zone)
    {
        var person = references.Resolve(benefit.Get("patient"), "Patient", origin.File);
        var day = benefit.Get("billablePeriod").Day("start", zone) ?? benefit.Day("created", zone);
        if (person is null || day is null)
        {
            return;
        }

        var priority = 1;
        foreach (var contained in benefit.List("contained").Where(c => c.String("resourceType") == "Coverage"))
        {
            if (PayerOf(contained) is { } payer)
            {
                evidence.Add(person, payer, priority++, day.Value, origin);
            }
        }
    }

    private static string? PayerOf(JsonElement coverage) =>
        coverage.First("payor").String("display") ?? coverage.Get("type").String("text") ?? coverage.Get("type").Coding()?.Display;
}
