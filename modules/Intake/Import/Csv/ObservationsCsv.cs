namespace CarePlatform.Intake;

/// <summary>
/// Reads <c>observations.csv</c>. <c>TYPE</c> says whether the value is a number. Synthea's statistics about a life (QALY,
/// DALY, QOLS) are no observations of anybody and are left out, as they are in FHIR.
/// </summary>
internal static class ObservationsCsv
{
    public static IEnumerable<SourceRow> Read(ImportFile file, TimeZoneInfo zone, Problems problems)
    {
        using var table = CsvTable.Open(file, problems, "DATE", "PATIENT", "CODE", "VALUE");
        if (table is null)
        {
            yield break;
        }

        var (date, patient, encounter, category) = (
            table.Column("DATE"), table.Column("PATIENT"), table.Column("ENCOUNTER"), table.Column("CATEGORY"));
        var (code, description, value, units, type) = (
            table.Column("CODE"), table.Column("DESCRIPTION"), table.Column("VALUE"), table.Column("UNITS"), table.Column("TYPE"));
        foreach (var observation in table.Rows(Observation))
        {
            if (observation is not null)
            {
                yield return observation;
            }
        }

        SourceObservation? Observation(CsvTable row)
        {
            var what = row.Required(code, "CODE");
            if (what is "QALY" or "DALY" or "QOLS")
            {
                return null;
            }

            var at = Written.Moment(row.Required(date, "DATE"), "DATE")!.Value;
            var isNumber = row.Raw(type).Equals("numeric", StringComparison.OrdinalIgnoreCase);
            return new SourceObservation(
                row.Here,
                row.Required(patient, "PATIENT"),
                row.Text(encounter),
                row.Text(category),
                new Coding(Systems.Loinc, what, row.Text(description)),
                at,
                Day: row.Raw(date).Length == 10 ? DateOnly.FromDateTime(at.UtcDateTime) : Written.DayOf(at, zone),
                isNumber ? Written.Number(row.Text(value), "VALUE") : null,
                isNumber ? null : row.Text(value),
                row.Text(units) is { } unit && unit is not "{nominal}" ? unit : null);
        }
    }
}
