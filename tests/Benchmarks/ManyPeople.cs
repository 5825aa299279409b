namespace CarePlatform.Benchmarks;

/// <summary>
/// A folder of Synthea CSV with the people of a real set many times over, each time under other ids, numbers and addresses.
/// Removed when disposed.
/// </summary>
internal sealed class ManyPeople : IDisposable
{
    private static readonly string[] WithoutPeople = ["organizations.csv", "providers.csv", "payers.csv"];
    private static readonly string[] Ids = ["Id", "PATIENT"];
    private static readonly string[] Numbers = ["SSN", "DRIVERS", "PASSPORT"];

    private ManyPeople(string folder, int people, int encounters) =>
        (Folder, People, Encounters) = (folder, people, encounters);

    public string Folder { get; }

    public int People { get; }

    public int Encounters { get; }

    public static ManyPeople Of(string set, int times)
    {
        var folder = Directory.CreateTempSubdirectory("care-many-people-").FullName;
        foreach (var file in WithoutPeople)
        {
            File.Copy(Path.Combine(set, file), Path.Combine(folder, file));
        }

        return new ManyPeople(
            folder,
            Repeat(Path.Combine(set, "patients.csv"), Path.Combine(folder, "patients.csv"), times),
            Repeat(Path.Combine(set, "encounters.csv"), Path.Combine(folder, "encounters.csv"), times));
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private static int Repeat(string from, string to, int times)
    {
        var lines = File.ReadAllLines(from);
        var header = lines[0].Split(',');
        using var writer = new StreamWriter(to);
        writer.WriteLine(lines[0]);
        for (var time = 0; time < times; time++)
        {
            foreach (var line in lines.Skip(1))
            {
                writer.WriteLine(string.Join(',', line.Split(',').Select((field, i) => Another(header[i], field, time))));
            }
        }

        return (lines.Length - 1) * times;
    }

    // Synthea writes no quotes, so that splitting at commas is enough here.
    private static string Another(string column, string field, int time) =>
        field.Length == 0 ? field
        : Ids.Contains(column) ? $"{time:x8}{field[8..]}"
        : Numbers.Contains(column) ? $"{field}-{time}"
        : column == "ADDRESS" ? $"{time + 1}{field}"
        : field;
}
