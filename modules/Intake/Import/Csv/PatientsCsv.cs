namespace CarePlatform.Intake;

/// <summary>Reads <c>patients.csv</c> in its four layouts.</summary>
internal static class PatientsCsv
{
    public static IEnumerable<SourceRow> Read(ImportFile file, TimeZoneInfo zone, Problems problems)
    {
        using var table = CsvTable.Open(file, problems, "Id", "LAST");
        if (table is null)
        {
            yield break;
        }

        var columns = new Columns(table);
        foreach (var person in table.Rows(row => Person(row, columns, zone)))
        {
            yield return person;
        }
    }

    private static SourcePerson Person(CsvTable row, Columns at, TimeZoneInfo zone)
    {
        var id = row.Required(at.Id, "Id");
        return new SourcePerson(
            row.Here,
            Key: id,
            Systems.Synthea,
            [.. Identifiers(row, at, id)],
            new SourceName(
                row.Text(at.Prefix),
                Written.Name(row.Text(at.First), "FIRST"),
                Written.Name(row.Text(at.Middle), "MIDDLE"),
                Written.Name(row.Required(at.Last, "LAST"), "LAST"),
                row.Text(at.Suffix)),
            Written.Name(row.Text(at.Maiden), "MAIDEN") is { } maiden ? [new SourcePriorName("maiden", null, maiden)] : [],
            BornOn: Written.Day(row.Text(at.Born), "BIRTHDATE", zone),
            DiedOn: Written.Day(row.Text(at.Died), "DEATHDATE", zone),
            Vocabulary.Gender(row.Text(at.Gender)),
            Vocabulary.Race(row.Text(at.Race)) is { } race ? [race] : [],
            Vocabulary.Ethnicity(row.Text(at.Ethnicity)),
            Language: null,
            [at.Address.Of(row)],
            Contacts: []);
    }

    private static IEnumerable<SourceIdentifier> Identifiers(CsvTable row, Columns at, string id)
    {
        yield return new SourceIdentifier(Systems.Synthea, id, Decides: true);
        foreach (var (system, column) in new[]
        {
            (Systems.SocialSecurity, at.Ssn), (Systems.DriversLicence, at.Drivers), (Systems.Passport, at.Passport),
        })
        {
            if (row.Text(column) is { } value)
            {
                yield return new SourceIdentifier(system, value, Decides: false);
            }
        }
    }

    private sealed class Columns(CsvTable table)
    {
        public readonly int Id = table.Column("Id");
        public readonly int Born = table.Column("BIRTHDATE");
        public readonly int Died = table.Column("DEATHDATE");
        public readonly int Ssn = table.Column("SSN");
        public readonly int Drivers = table.Column("DRIVERS");
        public readonly int Passport = table.Column("PASSPORT");
        public readonly int First = table.Column("FIRST");
        public readonly int Middle = table.Column("MIDDLE");
        public readonly int Last = table.Column("LAST");
        public readonly int Suffix = table.Column("SUFFIX");
        public readonly int Maiden = table.Column("MAIDEN");
        public readonly int Race = table.Column("RACE");
        public readonly AddressColumns Address = new(table);
        public readonly int Prefix = table.Column("PREFIX");
        public readonly int Ethnicity = table.Column("ETHNICITY");
        public readonly int Gender = table.Column("GENDER");
    }
}
