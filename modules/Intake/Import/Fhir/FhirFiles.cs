using System.Text.Json;

namespace CarePlatform.Intake;

/// <summary>
/// FHIR R4 in bundles, NDJSON or single resources. The files are walked through three times, so that nothing has to come in
/// any order: first the directory and the people, then encounters, then what refers to them. A file is only read again when
/// it holds something of that round.
/// </summary>
internal sealed class FhirFiles(IReadOnlyList<ImportFile> files, TimeZoneInfo zone, Problems problems) : IImportSource
{
    private static readonly string[][] Rounds =
    [
        ["Organization", "Practitioner", "Patient"],
        ["Encounter"],
        ["Condition", "Observation", "Coverage", "ExplanationOfBenefit"],
    ];

    private readonly FhirReferences _references = new();
    private readonly CoverageEvidence _evidence = new();

    public string Name => "FHIR R4";

    public IReadOnlyList<ImportFile> Files { get; } = [.. files.Where(FhirEntries.MayBeFhir)];

    public IEnumerable<SourceRow> Rows()
    {
        var kinds = Files.ToDictionary(f => f, _ => new HashSet<string>());
        foreach (var round in Rounds)
        {
            foreach (var file in Files.Where(f => round == Rounds[0] || kinds[f].Overlaps(round)))
            {
                foreach (var row in Rows(file, round, kinds[file]))
                {
                    yield return row;
                }

                foreach (var span in _evidence.Take())
                {
                    yield return span;
                }
            }
        }
    }

    private IEnumerable<SourceRow> Rows(ImportFile file, string[] round, HashSet<string> kinds)
    {
        foreach (var entry in FhirEntries.Of(file, problems))
        {
            foreach (var row in Rows(entry, round, kinds))
            {
                yield return row;
            }
        }
    }

    private IReadOnlyList<SourceRow> Rows(FhirEntry entry, string[] round, HashSet<string> kinds)
    {
        try
        {
            var type = entry.ResourceType();
            if (type is null)
            {
                // An entry may only ask for something, such as a deletion; a line or a file must be a resource.
                if (entry.Origin.Entry is null)
                {
                    problems.Add(entry.Origin, "is JSON, but not a FHIR resource");
                }

                return [];
            }

            if (type == "Bundle")
            {
                problems.Add(entry.Origin, "is a bundle inside a bundle or in NDJSON: give each bundle a file of its own");
                return [];
            }

            kinds.Add(type);
            if (!round.Contains(type))
            {
                return [];
            }

            using var parsed = entry.Parse();
            return [.. Read(type, entry.Resource(parsed), entry.FullUrl(parsed), entry.Origin)];
        }
        catch (UnreadableException fault)
        {
            problems.Add(entry.Origin, fault.Message);
        }
        catch (JsonException)
        {
            problems.Add(entry.Origin, "is not well-formed JSON");
        }
        catch (InvalidOperationException)
        {
            problems.Add(entry.Origin, "holds characters that are no Unicode text");
        }

        return [];
    }

    private IEnumerable<SourceRow> Read(string type, JsonElement resource, string? fullUrl, Origin origin)
    {
        switch (type)
        {
            case "Organization":
                return [DirectoryResources.Organisation(resource, fullUrl, origin, _references, zone)];
            case "Practitioner":
                return [DirectoryResources.Practitioner(resource, fullUrl, origin, _references, zone)];
            case "Patient":
                return [PatientResource.Read(resource, fullUrl, origin, _references, zone)];
            case "Encounter":
                return Some(EncounterResource.Read(resource, fullUrl, origin, _references, zone));
            case "Condition":
                return Some(ConditionResource.Read(resource, origin, _references, zone));
            case "Observation":
                return ObservationResource.Read(resource, origin, _references, zone);
            case "Coverage":
                return Some(CoverageResource.Read(resource, origin, _references, zone));
            default:
                CoverageResource.Note(resource, origin, _evidence, _references, zone);
                return [];
        }
    }

    private static IEnumerable<SourceRow> Some(SourceRow? row) => row is null ? [] : [row];
}
