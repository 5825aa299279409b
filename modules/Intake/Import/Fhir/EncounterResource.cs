using System.Text.Json;

namespace CarePlatform.Intake;

/// <summary>Reads a FHIR Encounter. Its class is kept as it is written: it says too little to decide about payment.</summary>
internal static class EncounterResource
{
    public static SourceEncounter? Read(
        JsonElement encounter, string? fullUrl, Origin origin, FhirReferences references, TimeZoneInfo zone)
    {
        var key = references.Register(encounter, "Encounter", fullUrl, origin.File);
        if (encounter.String("status") is "planned" or "cancelled" or "entered-in-error")
        {
            return null;
        }

        var period = encounter.Get("period");
        var startsAt = period.Moment("start") ?? throw new UnreadableException("Encounter.period.start is missing");
        var endsAt = period.Moment("end");
        return new SourceEncounter(
            origin,
            references.Resolve(encounter.Get("subject"), "Patient", origin.File)
                ?? throw new UnreadableException("Encounter.subject is missing"),
            key,
            Class(encounter) ?? throw new UnreadableException("Encounter.class is missing"),
            encounter.First("type").Coding(Systems.Snomed),
            encounter.First("reasonCode").Coding(Systems.Snomed),
            startsAt,
            endsAt < startsAt ? throw new UnreadableException("Encounter.period ends before it starts") : endsAt,
            Written.DayOf(startsAt, zone),
            references.Resolve(encounter.Get("serviceProvider"), "Organization", origin.File),
            encounter.List("participant")
                .Select(p => references.Resolve(p.Get("individual"), "Practitioner", origin.File))
                .FirstOrDefault(p => p is not null));
    }

    // R4 has one coding, R5 a list of concepts.
    private static string? Class(JsonElement encounter) =>
        encounter.Get("class") is { ValueKind: JsonValueKind.Object } one ? one.String("code") : encounter.First("class").Coding()?.Code;
}
