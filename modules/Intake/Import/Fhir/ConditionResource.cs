using System.Text.Json;

namespace CarePlatform.Intake;

/// <summary>Reads a FHIR Condition; one that was refuted or entered in error is none.</summary>
internal static class ConditionResource
{
    public static SourceCondition? Read(JsonElement condition, Origin origin, FhirReferences references, TimeZoneInfo zone)
    {
        if (condition.Get("verificationStatus").Coding()?.Code is "refuted" or "entered-in-error")
        {
            return null;
        }

        var from = condition.Day("onsetDateTime", zone) ?? condition.Get("onsetPeriod").Day("start", zone);
        var to = condition.Day("abatementDateTime", zone) ?? condition.Get("abatementPeriod").Day("end", zone);
        return new SourceCondition(
            origin,
            references.Resolve(condition.Get("subject"), "Patient", origin.File)
                ?? throw new UnreadableException("Condition.subject is missing"),
            references.Resolve(condition.Get("encounter"), "Encounter", origin.File),
            condition.Get("code").Coding(Systems.Snomed) ?? throw new UnreadableException("Condition.code has no coding"),
            from,
            to < from ? throw new UnreadableException("Condition.abatement lies before its onset") : to);
    }
}
