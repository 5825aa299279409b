namespace CarePlatform.Intake;

/// <summary>Reads <c>encounters.csv</c>, whose times are UTC.</summary>
internal static class EncountersCsv
{
    public static IEnumerable<SourceRow> Read(ImportFile file, TimeZoneInfo zone, Problems problems)
    {
        using var table = CsvTable.Open(file, problems, "Id", "START", "PATIENT", "ENCOUNTERCLASS");
        if (table is null)
        {
            yield break;
        }

        var (id, start, stop, patient) = (
            table.Column("Id"), table.Column("START"), table.Column("STOP"), table.Column("PATIENT"));
        var (organisation, provider, kind) = (
            table.Column("ORGANIZATION"), table.Column("PROVIDER"), table.Column("ENCOUNTERCLASS"));
        var (code, description, reason, reasonText) = (
            table.Column("CODE"), table.Column("DESCRIPTION"), table.Column("REASONCODE"), table.Column("REASONDESCRIPTION"));
        foreach (var encounter in table.Rows(Encounter))
        {
            yield return encounter;
        }

        SourceEncounter Encounter(CsvTable row)
        {
            var startedAt = Written.Moment(row.Required(start, "START"), "START")!.Value;
            var endedAt = Written.Moment(row.Text(stop), "STOP");
            return new SourceEncounter(
                row.Here,
                row.Required(patient, "PATIENT"),
                row.Required(id, "Id"),
                Status: endedAt is null ? "in-progress" : "finished",
                Class: row.Required(kind, "ENCOUNTERCLASS").ToLowerInvariant(),
                ClassIsExact: true,
                Code(row, code, description),
                Code(row, reason, reasonText),
                startedAt,
                endedAt < startedAt ? throw new UnreadableException("STOP lies before START") : endedAt,
                Written.DayOf(startedAt, zone),
                row.Text(organisation),
                row.Text(provider));
        }
    }

    private static Coding? Code(CsvTable row, int code, int text) =>
        row.Text(code) is { } value ? new Coding(Systems.Snomed, value, row.Text(text)) : null;
}
