namespace CarePlatform.Intake;

/// <summary>Rows that go into the database in one transaction, by kind.</summary>
internal sealed class ImportBatch
{
    /// <summary>Large enough that the cost of a transaction does not count, small enough to be repeated after a crash.</summary>
    private const int Full = 10_000;

    public List<SourceOrganisation> Organisations { get; } = [];

    public List<SourcePractitioner> Practitioners { get; } = [];

    public List<SourcePerson> People { get; } = [];

    public List<SourceCoverage> Coverages { get; } = [];

    public List<SourceEncounter> Encounters { get; } = [];

    public List<SourceCondition> Conditions { get; } = [];

    public List<SourceObservation> Observations { get; } = [];

    public int Count { get; private set; }

    /// <summary>How many rows of which file it holds.</summary>
    public Dictionary<ImportFile, int> Files { get; } = [];

    public bool IsFull => Count >= Full;

    public void Add(SourceRow row)
    {
        switch (row)
        {
            case SourceEncounter encounter: Encounters.Add(encounter); break;
            case SourceObservation observation: Observations.Add(observation); break;
            case SourceCondition condition: Conditions.Add(condition); break;
            case SourceCoverage coverage: Coverages.Add(coverage); break;
            case SourcePerson person: People.Add(person); break;
            case SourcePractitioner practitioner: Practitioners.Add(practitioner); break;
            case SourceOrganisation organisation: Organisations.Add(organisation); break;
            default: throw new ArgumentException($"{row.GetType().Name} is no kind of row that can be imported.", nameof(row));
        }

        Count++;
        Files[row.Origin.File] = Files.GetValueOrDefault(row.Origin.File) + 1;
    }
}
