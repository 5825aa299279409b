namespace CarePlatform.Intake;

/// <summary>Reads <c>encounters.csv</c>, whose times are UTC.</summary>
internal static class EncountersCsv
{
    public static IEnumerable<SourceRow> Read(
        ImportFile file, Dictionary<string, string> payers, TimeZoneInfo zone, Problems problems)
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
        var (payer, baseCost, totalCost, paid) = (
            table.Column("PAYER"), table.Column("BASE_ENCOUNTER_COST"), table.Column("TOTAL_CLAIM_COST"), table.Column("PAYER_COVERAGE"));
        foreach (var encounter in table.Rows(Encounter))
        {
            yield return encounter;
        }

        SourceEncounter Encounter(CsvTable row)
        {
            var startsAt = Written.Moment(row.Required(start, "START"), "START")!.Value;
            var endsAt = Written.Moment(row.Text(stop), "STOP");
            return new SourceEncounter(
                row.Here,
                row.Required(patient, "PATIENT"),
                row.Required(id, "Id"),
                row.Required(kind, "ENCOUNTERCLASS").ToLowerInvariant(),
                Code(row, code, description),
                Code(row, reason, reasonText),
                startsAt,
                endsAt < startsAt ? throw new UnreadableException("STOP lies before START") : endsAt,
                Written.DayOf(startsAt, zone),
                row.Text(organisation),
                row.Text(provider),
                Cost(row));
        }

        SourceCost Cost(CsvTable row)
        {
            var payerId = row.Text(payer);
            return new SourceCost(
                payerId,
                payerId is null ? null : payers.GetValueOrDefault(payerId),
                Written.Number(row.Raw(baseCost), "BASE_ENCOUNTER_COST"),
                Written.Number(row.Raw(totalCost), "TOTAL_CLAIM_COST"),
                Written.Number(row.Raw(paid), "PAYER_COVERAGE"));
        }
    }

    private static Coding? Code(CsvTable row, int code, int text) =>
        row.Text(code) is { } value ? new Coding(Systems.Snomed, value, row.Text(text)) : null;
}
