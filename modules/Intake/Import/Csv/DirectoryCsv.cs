namespace CarePlatform.Intake;

/// <summary>Reads <c>organizations.csv</c> and <c>providers.csv</c>.</summary>
internal static class DirectoryCsv
{
    public static IEnumerable<SourceRow> Organisations(ImportFile file, Problems problems)
    {
        using var table = CsvTable.Open(file, problems, "Id", "NAME");
        if (table is null)
        {
            yield break;
        }

        var (id, name, phone) = (table.Column("Id"), table.Column("NAME"), table.Column("PHONE"));
        var (line, city, state, zip) = (table.Column("ADDRESS"), table.Column("CITY"), table.Column("STATE"), table.Column("ZIP"));
        foreach (var row in table.Rows(row => new SourceOrganisation(
            row.Here,
            row.Required(id, "Id"),
            row.Required(name, "NAME"),
            new SourceAddress(
                row.Text(line), row.Text(city), Vocabulary.State(row.Text(state)), Vocabulary.PostalCode(row.Text(zip)), null, null),
            row.Text(phone))))
        {
            yield return row;
        }
    }

    public static IEnumerable<SourceRow> Providers(ImportFile file, Problems problems)
    {
        using var table = CsvTable.Open(file, problems, "Id", "NAME");
        if (table is null)
        {
            yield break;
        }

        var (id, name, organisation) = (table.Column("Id"), table.Column("NAME"), table.Column("ORGANIZATION"));
        var speciality = table.Column("SPECIALITY", "SPECIALTY");
        foreach (var row in table.Rows(row => new SourceProvider(
            row.Here,
            row.Required(id, "Id"),
            Written.Name(row.Required(name, "NAME"), "NAME")!,
            Npi: null,
            row.Text(speciality),
            row.Text(organisation))))
        {
            yield return row;
        }
    }
}
