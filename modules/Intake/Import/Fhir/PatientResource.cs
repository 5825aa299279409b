using System.Text.Json;

namespace CarePlatform.Intake;

/// <summary>Reads a FHIR Patient.</summary>
internal static class PatientResource
{
    private const string UsCore = "http://hl7.org/fhir/us/core/StructureDefinition/";

    // Numbers that others gave the person: they say who it is only together with the date of birth.
    private static readonly string[] Foreign = ["SS", "DL", "PPN", "MB", "MC", "MA", "TAX"];
    private static readonly string[] ForeignSystems = [Systems.SocialSecurity, Systems.DriversLicence, Systems.Passport];

    public static SourcePerson Read(JsonElement patient, string? fullUrl, Origin origin, FhirReferences references, TimeZoneInfo zone)
    {
        var identifiers = Identifiers(patient).ToList();
        var identity = identifiers.Find(i => i.Decides) is { Value: not null } own ? $"{own.System}|{own.Value}"
            : $"{patient.String("birthDate")}|{patient.First("name").String("family")}";
        var key = references.Register(patient, "Patient", fullUrl, origin.File, identity);
        var system = SystemOf(identifiers);
        if (!identifiers.Exists(i => i.System == Systems.Synthea && i.Value == key))
        {
            // A UUID is the same person everywhere; another id is only unique on the server that gave it.
            identifiers.Add(new SourceIdentifier(Systems.FhirId, key, Decides: Guid.TryParse(key, out _)));
        }

        var name = CurrentName(patient);
        return new SourcePerson(
            origin,
            key,
            system,
            identifiers,
            new SourceName(
                name.Strings("prefix").FirstOrDefault(),
                Written.Name(name.Strings("given").FirstOrDefault(), "given"),
                Written.Name(string.Join(' ', name.Strings("given").Skip(1)), "given"),
                Written.Name(name.String("family") ?? name.String("text"), "family"),
                name.Strings("suffix").FirstOrDefault()),
            [.. PriorNames(patient)],
            patient.Day("birthDate", zone),
            patient.Day("deceasedDateTime", zone),
            Vocabulary.Gender(patient.String("gender")),
            [.. Categories(patient, "us-core-race").Select(Vocabulary.Race).OfType<string>().Distinct()],
            Vocabulary.Ethnicity(Categories(patient, "us-core-ethnicity").FirstOrDefault()),
            Language(patient),
            [.. patient.List("address").Select(a => FhirAddress.Read(a, zone))],
            [.. Contacts(patient)]);
    }

    private static IEnumerable<SourceIdentifier> Identifiers(JsonElement patient)
    {
        foreach (var identifier in patient.List("identifier"))
        {
            if (identifier.String("value") is { } value && identifier.String("system") is { } system)
            {
                var type = identifier.Get("type").Coding()?.Code;
                yield return new SourceIdentifier(
                    system, value, Decides: !Foreign.Contains(type) && !ForeignSystems.Contains(system));
            }
        }
    }

    private static string SystemOf(List<SourceIdentifier> identifiers) =>
        identifiers.Exists(i => i.System == Systems.Synthea) ? Systems.Synthea
        : identifiers.Find(i => i.Decides).System ?? Systems.FhirId;

    private static JsonElement CurrentName(JsonElement patient)
    {
        foreach (var use in new[] { "official", "usual", null })
        {
            var found = patient.List("name").FirstOrDefault(n => n.String("use") == use);
            if (found.ValueKind is JsonValueKind.Object)
            {
                return found;
            }
        }

        return patient.First("name");
    }

    private static IEnumerable<SourcePriorName> PriorNames(JsonElement patient)
    {
        foreach (var name in patient.List("name"))
        {
            var kind = name.String("use") switch
            {
                "maiden" => "maiden",
                "old" => "former",
                "nickname" or "anonymous" => "alias",
                _ => null,
            };
            if (kind is not null)
            {
                // Synthea repeats the given name here, which CSV does not have.
                yield return new SourcePriorName(
                    kind,
                    kind == "maiden" ? null : Written.Name(name.Strings("given").FirstOrDefault(), "given"),
                    Written.Name(name.String("family"), "family"));
            }
        }
    }

    private static IEnumerable<string> Categories(JsonElement patient, string extension) =>
        patient.Extension(UsCore + extension).List("extension")
            .Where(e => e.String("url") == "ombCategory")
            .Select(e => e.Get("valueCoding").String("display"))
            .OfType<string>();

    private static string? Language(JsonElement patient)
    {
        var spoken = patient.List("communication").ToList();
        var preferred = spoken.Find(c => c.Get("preferred").ValueKind is JsonValueKind.True);
        return (preferred.ValueKind is JsonValueKind.Object ? preferred : spoken.FirstOrDefault()).Get("language").Coding()?.Code;
    }

    private static IEnumerable<SourceContact> Contacts(JsonElement patient)
    {
        foreach (var telecom in patient.List("telecom"))
        {
            if (telecom.String("system") is "phone" or "email" && telecom.String("use") != "old"
                && telecom.String("value") is { } value)
            {
                yield return new SourceContact(telecom.String("system")!, value);
            }
        }
    }
}

/// <summary>Reads a FHIR Address.</summary>
internal static class FhirAddress
{
    public static SourceAddress Read(JsonElement address, TimeZoneInfo zone) => new(
        string.Join(", ", address.Strings("line")) is { Length: > 0 } line ? line : null,
        address.String("city"),
        Vocabulary.State(address.String("state")),
        Vocabulary.PostalCode(address.String("postalCode")),
        address.String("district"),
        Since: address.Get("period").Day("start", zone),
        Until: address.Get("period").Day("end", zone));
}
