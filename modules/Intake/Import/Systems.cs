namespace CarePlatform.Intake;

/// <summary>The numberings and code systems that the sources use, by their FHIR URIs.</summary>
internal static class Systems
{
    public const string Synthea = "https://github.com/synthetichealth/synthea";
    public const string SocialSecurity = "http://hl7.org/fhir/sid/us-ssn";
    public const string DriversLicence = "urn:oid:2.16.840.1.113883.4.3.25";
    public const string Passport = "http://standardhealthrecord.org/fhir/StructureDefinition/passportNumber";
    public const string Npi = "http://hl7.org/fhir/sid/us-npi";
    public const string Snomed = "http://snomed.info/sct";
    public const string Loinc = "http://loinc.org";

    /// <summary>The id that a FHIR server gave a resource; only used for people who carry no identifier.</summary>
    public const string FhirId = "urn:careplatform:fhir-id";

    /// <summary>The code system that a CSV column means: it holds a URI, a short name or nothing.</summary>
    public static string OfCondition(string? written) => written is null or "SNOMED-CT" ? Snomed : written;
}
