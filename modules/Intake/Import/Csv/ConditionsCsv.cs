namespace CarePlatform.Intake;

/// <summary>Reads <c>conditions.csv</c>, whose days are local already; without a <c>STOP</c> a condition is active.</summary>
internal static class ConditionsCsv
{
    public static IEnumerable<SourceRow> Read(ImportFile file, TimeZoneInfo zone, Problems problems)
    {
        using var table = CsvTable.Open(file, problems, "START", "PATIENT", "CODE");
        if (table is null)
        {
            yield break;
        }

        var (start, stop, patient, encounter) = (
            table.Column("START"), table.Column("STOP"), table.Column("PATIENT"), table.Column("ENCOUNTER"));
        var (system, code, description) = (table.Column("SYSTEM"), table.Column("CODE"), table.Column("DESCRIPTION"));
        foreach (var condition in table.Rows(Condition))
        {
            yield return condition;
        }

        SourceCondition Condition(CsvTable row)
        {
            var from = Written.Day(row.Required(start, "START"), "START", zone);
            var to = Written.Day(row.Text(stop), "STOP", zone);
            return new SourceCondition(
                row.Here,
                row.Required(patient, "PATIENT"),
                row.Text(encounter),
                new Coding(Systems.OfCondition(row.Text(system)), row.Required(code, "CODE"), row.Text(description)),
                from,
                to < from ? throw new UnreadableException("STOP lies before START") : to);
        }
    }
}
