namespace CarePlatform.Intake;

/// <summary>
/// A folder of Synthea's CSV files in any of its layouts. Only <c>patients.csv</c> must be there; each other file adds what
/// it has. Rows come in an order in which everything is known before it is referred to.
/// </summary>
internal sealed class SyntheaFolder(IReadOnlyList<ImportFile> files, TimeZoneInfo zone, Problems problems) : IImportSource
{
    private Dictionary<string, string>? _payers;

    public string Name => "Synthea CSV";

    /// <summary>The files of the folder that are read.</summary>
    public IReadOnlyList<ImportFile> Files { get; } =
    [
        .. new[]
        {
            "organizations.csv", "providers.csv", "payers.csv", "patients.csv", "payer_transitions.csv", "encounters.csv",
            "conditions.csv", "observations.csv",
        }
        .Select(name => files.FirstOrDefault(f => Path.GetFileName(f.Kind) == name))
        .OfType<ImportFile>(),
    ];

    /// <summary>Whether these files hold the one that is needed.</summary>
    public static bool IsOne(IReadOnlyList<ImportFile> files) => files.Any(f => Path.GetFileName(f.Kind) == "patients.csv");

    public IEnumerable<SourceRow> Rows() => Read("organizations.csv", DirectoryCsv.Organisations)
        .Concat(Read("providers.csv", DirectoryCsv.Providers))
        .Concat(Read("patients.csv", file => PatientsCsv.Read(file, zone, problems)))
        .Concat(Read("payer_transitions.csv", file => CoverageCsv.Read(file, Payers(), zone, problems)))
        .Concat(Read("encounters.csv", file => EncountersCsv.Read(file, Payers(), zone, problems)))
        .Concat(Read("conditions.csv", file => ConditionsCsv.Read(file, zone, problems)))
        .Concat(Read("observations.csv", file => ObservationsCsv.Read(file, zone, problems)));

    private IEnumerable<SourceRow> Read(string name, Func<ImportFile, Problems, IEnumerable<SourceRow>> read) =>
        Read(name, file => read(file, problems));

    private IEnumerable<SourceRow> Read(string name, Func<ImportFile, IEnumerable<SourceRow>> read) =>
        Find(name) is { } file ? read(file) : [];

    private Dictionary<string, string> Payers() => _payers ??=
        Find("payers.csv") is { } file ? CoverageCsv.PayerNames(file, problems) : [];

    private ImportFile? Find(string name) => Files.FirstOrDefault(f => Path.GetFileName(f.Kind) == name);
}
