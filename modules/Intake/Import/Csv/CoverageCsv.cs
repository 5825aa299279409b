namespace CarePlatform.Intake;

/// <summary>
/// Reads <c>payers.csv</c> and <c>payer_transitions.csv</c>. The second has three layouts: <c>START_YEAR</c> with years,
/// <c>START_YEAR</c> with times, and <c>START_DATE</c>. A year counts whole; a time ends the span on the day before.
/// </summary>
internal static class CoverageCsv
{
    /// <summary>Names by id. A file that was built by appending repeats them; the first counts.</summary>
    public static Dictionary<string, string> PayerNames(ImportFile file, Problems problems)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        using var table = CsvTable.Open(file, problems, "Id", "NAME");
        if (table is not null)
        {
            var (id, name) = (table.Column("Id"), table.Column("NAME"));
            foreach (var payer in table.Rows(row => (Id: row.Required(id, "Id"), Name: row.Required(name, "NAME"))))
            {
                names.TryAdd(payer.Id, payer.Name);
            }
        }

        return names;
    }

    public static IEnumerable<SourceRow> Read(
        ImportFile file, Dictionary<string, string> payers, TimeZoneInfo zone, Problems problems)
    {
        using var table = CsvTable.Open(file, problems, "PATIENT", "PAYER");
        if (table is null)
        {
            yield break;
        }

        var (patient, payer, second) = (table.Column("PATIENT"), table.Column("PAYER"), table.Column("SECONDARY_PAYER"));
        var (start, end) = (table.Column("START_DATE", "START_YEAR"), table.Column("END_DATE", "END_YEAR"));
        var (member, owner) = (table.Column("MEMBERID"), table.Column("PLAN_OWNERSHIP", "OWNERSHIP"));
        if (start < 0)
        {
            problems.Add(new Origin(file, 1), "the column START_DATE (or START_YEAR) is missing: nothing of this file was read");
            yield break;
        }

        foreach (var spans in table.Rows(row => Spans(row).ToArray()))
        {
            foreach (var span in spans)
            {
                yield return span;
            }
        }

        IEnumerable<SourceCoverage> Spans(CsvTable row)
        {
            var person = row.Required(patient, "PATIENT");
            var from = Day(row, start, zone, isEnd: false) ?? throw new UnreadableException($"{row.Name(start)} is empty");
            var to = Day(row, end, zone, isEnd: true);
            if (to < from)
            {
                to = from;
            }

            var (id, holder) = (row.Required(payer, "PAYER"), row.Text(owner));
            yield return new SourceCoverage(
                row.Here, person, Key: null, PayerOf(id, "PAYER"), id, row.Text(member), holder, 1, from, to);
            if (row.Text(second) is { } other)
            {
                yield return new SourceCoverage(
                    row.Here, person, Key: null, PayerOf(other, "SECONDARY_PAYER"), other, MemberId: null, holder, 2, from, to);
            }
        }

        // Without payers.csv the id has to stand for the name.
        string PayerOf(string id, string column) => payers.TryGetValue(id, out var name) ? name
            : payers.Count == 0 ? id
            : throw new UnreadableException($"{column} is not in payers.csv");
    }

    private static DateOnly? Day(CsvTable row, int column, TimeZoneInfo zone, bool isEnd)
    {
        var text = row.Text(column);
        return text is null ? null
            : Written.Year(text, row.Name(column)) is { } year ? isEnd ? new DateOnly(year, 12, 31) : new DateOnly(year, 1, 1)
            : Written.Day(text, row.Name(column), zone)!.Value is var day && isEnd ? day.AddDays(-1) : day;
    }
}
