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
        var address = new AddressColumns(table);
        foreach (var row in table.Rows(row => new SourceOrganisation(
            row.Here,
            Systems.Synthea,
            row.Required(id, "Id"),
            row.Required(name, "NAME"),
            row.Text(phone),
            address.Of(row))))
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
        var specialty = table.Column("SPECIALITY", "SPECIALTY");
        var address = new AddressColumns(table);
        foreach (var row in table.Rows(row => new SourcePractitioner(
            row.Here,
            Systems.Synthea,
            row.Required(id, "Id"),
            Written.Name(row.Required(name, "NAME"), "NAME")!,
            Npi: null,
            row.Text(specialty),
            row.Text(organisation),
            address.Of(row))))
        {
            yield return row;
        }
    }
}

/// <summary>The columns of an address, which patients, organisations and providers share.</summary>
internal sealed class AddressColumns(CsvTable table)
{
    private readonly int _line = table.Column("ADDRESS");
    private readonly int _city = table.Column("CITY");
    private readonly int _state = table.Column("STATE");
    private readonly int _zip = table.Column("ZIP");
    private readonly int _county = table.Column("COUNTY");
    private readonly int _fips = table.Column("FIPS");

    public SourceAddress Of(CsvTable row) => new(
        row.Text(_line),
        row.Text(_city),
        Vocabulary.State(row.Text(_state)),
        Vocabulary.PostalCode(row.Text(_zip)),
        row.Text(_county),
        row.Text(_fips));
}
