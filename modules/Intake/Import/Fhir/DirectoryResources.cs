using System.Text.Json;

namespace CarePlatform.Intake;

/// <summary>Reads the FHIR resources Organization and Practitioner.</summary>
internal static class DirectoryResources
{
    private const string SyntheaExtensions = "http://synthetichealth.github.io/synthea/";

    public static SourceOrganisation Organisation(
        JsonElement resource, string? fullUrl, Origin origin, FhirReferences references, TimeZoneInfo zone) => new(
            origin,
            SystemOf(resource),
            references.Register(resource, "Organization", fullUrl, origin.File),
            resource.String("name") ?? throw new UnreadableException("Organization.name is missing"),
            resource.List("telecom").Where(t => t.String("system") == "phone").Select(t => t.String("value")).FirstOrDefault(),
            Address(resource, zone));

    public static SourcePractitioner Practitioner(
        JsonElement resource, string? fullUrl, Origin origin, FhirReferences references, TimeZoneInfo zone)
    {
        var name = resource.First("name");
        var words = name.Strings("given").Append(name.String("family") ?? name.String("text")).OfType<string>();
        return new SourcePractitioner(
            origin,
            SystemOf(resource),
            references.Register(resource, "Practitioner", fullUrl, origin.File),
            Written.Name(string.Join(' ', words), "name") ?? throw new UnreadableException("Practitioner.name is missing"),
            resource.List("identifier").Where(i => i.String("system") == Systems.Npi).Select(i => i.String("value")).FirstOrDefault(),
            resource.First("qualification").Get("code").String("text"),
            Organisation: null,
            Address(resource, zone));
    }

    private static SourceAddress? Address(JsonElement resource, TimeZoneInfo zone) =>
        resource.First("address") is { ValueKind: JsonValueKind.Object } address ? FhirAddress.Read(address, zone) : null;

    // Synthea marks organisations by its identifier and practitioners by its extensions only.
    private static string SystemOf(JsonElement resource) =>
        resource.List("identifier").Any(i => i.String("system") == Systems.Synthea)
        || resource.List("extension").Any(e => e.String("url")?.StartsWith(SyntheaExtensions, StringComparison.Ordinal) == true)
            ? Systems.Synthea
            : resource.List("identifier").Select(i => i.String("system")).FirstOrDefault(s => s is not null and not Systems.Npi)
                ?? Systems.FhirId;
}
