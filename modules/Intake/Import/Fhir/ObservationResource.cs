using System.Text.Json;

namespace CarePlatform.Intake;

/// <summary>Reads a FHIR Observation: its own value and those of its components, each of which is a row.</summary>
internal static class ObservationResource
{
    private static readonly string[] Values =
        ["valueString", "valueBoolean", "valueInteger", "valueDateTime", "valueTime"];

    public static IEnumerable<SourceObservation> Read(
        JsonElement observation, Origin origin, FhirReferences references, TimeZoneInfo zone)
    {
        if (observation.String("status") is "entered-in-error" or "cancelled")
        {
            yield break;
        }

        var person = references.Resolve(observation.Get("subject"), "Patient", origin.File)
            ?? throw new UnreadableException("Observation.subject is missing");
        var at = observation.Moment("effectiveDateTime") ?? observation.Moment("effectiveInstant")
            ?? observation.Get("effectivePeriod").Moment("start")
            ?? throw new UnreadableException("Observation.effective names no day");
        var whole = new SourceObservation(
            origin,
            person,
            references.Resolve(observation.Get("encounter"), "Encounter", origin.File),
            observation.First("category").Coding()?.Code,
            observation.Get("code").Coding(Systems.Loinc) ?? throw new UnreadableException("Observation.code has no coding"),
            at,
            IsDay(observation) ? DateOnly.FromDateTime(at.UtcDateTime) : Written.DayOf(at, zone),
            Number: null,
            Text: null,
            Unit: null);
        if (WithValue(whole, observation) is { } answer)
        {
            yield return answer;
        }

        foreach (var component in observation.List("component"))
        {
            if (component.Get("code").Coding(Systems.Loinc) is { } code && WithValue(whole, component) is { } part)
            {
                yield return part with { Code = code };
            }
        }
    }

    private static bool IsDay(JsonElement observation) => observation.String("effectiveDateTime") is { Length: 10 };

    // A panel has no value of its own and gives no row.
    private static SourceObservation? WithValue(SourceObservation whole, JsonElement element)
    {
        var quantity = element.Get("valueQuantity");
        if (quantity.Get("value") is { ValueKind: JsonValueKind.Number } number)
        {
            return number.TryGetDecimal(out var value)
                ? whole with { Number = value, Unit = quantity.String("unit") ?? quantity.String("code") }
                : throw new UnreadableException("Observation.valueQuantity.value is out of range");
        }

        var concept = element.Get("valueCodeableConcept");
        var text = concept.Coding()?.Display ?? concept.String("text") ?? Values
            .Select(name => element.Get(name))
            .Where(v => v.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null))
            .Select(v => v.ValueKind is JsonValueKind.String ? Written.Text(v.GetString(), "Observation.value") : v.GetRawText())
            .FirstOrDefault();
        return text is null ? null : whole with { Text = text };
    }
}
