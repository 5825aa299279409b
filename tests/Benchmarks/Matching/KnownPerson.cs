using System.Globalization;
using CarePlatform.Intake;

namespace CarePlatform.Benchmarks;

/// <summary>A person as the benchmark knows them: what the register holds, or what somebody at the door says.</summary>
internal sealed record KnownPerson(
    string Given, string Family, DateOnly BirthDate, Gender? Gender = null, string? Phone = null, string? Line = null, string? PostalCode = null,
    string? Maiden = null)
{
    /// <summary>As the rules compare it.</summary>
    public Person ToPerson() => new(
        [new ComparedName(Given, Family)], BirthDate, Gender, Phone is null ? null : [Phone], null,
        Line is null ? null : [new ComparedAddress(Line, PostalCode)]);

    /// <summary>As <c>matchClients</c> takes it.</summary>
    public object ToInput() => new
    {
        person = new
        {
            given = Given,
            family = Family,
            birthDate = BirthDate.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            gender = Gender?.ToString().ToUpperInvariant(),
            phones = Phone is null ? null : new[] { Phone },
            address = Line is null ? null : new { line = Line, postalCode = PostalCode },
        },
    };

    /// <summary>The people of every Synthea set in a folder, each once; their numbers behind the names are taken off, as people have none.</summary>
    public static IReadOnlyList<KnownPerson> ReadAll(string folder) =>
    [
        .. Directory.EnumerateFiles(folder, "patients.csv", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .SelectMany(Read).DistinctBy(p => (p.Given, p.Family, p.BirthDate)),
    ];

    // Synthea writes no quotes, so that splitting at commas is enough here.
    private static IEnumerable<KnownPerson> Read(string file)
    {
        var lines = File.ReadLines(file).GetEnumerator();
        lines.MoveNext();
        var columns = lines.Current.Split(',').Select((name, i) => (name, i)).ToDictionary(c => c.name.ToUpperInvariant(), c => c.i);
        while (lines.MoveNext())
        {
            var fields = lines.Current.Split(',');
            string Field(string name) => fields[columns[name]];
            // Nobody has a telephone there; people of one house number share one, as households do.
            var line = Field("ADDRESS");
            var phone = 2_000_000 + (int)(Stable(line) % 7_000_000);
            yield return new KnownPerson(
                Name(Field("FIRST")), Name(Field("LAST")), DateOnly.Parse(Field("BIRTHDATE"), CultureInfo.InvariantCulture),
                Field("GENDER") == "F" ? CarePlatform.Intake.Gender.Female : CarePlatform.Intake.Gender.Male,
                $"617{phone}", line, Field("ZIP") is { Length: >= 5 } zip ? zip : "02125", Name(Field("MAIDEN")) is { Length: > 0 } maiden ? maiden : null);
        }
    }

    private static string Name(string text) => text.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9');

    // The same in every process, which GetHashCode is not.
    private static uint Stable(string text) => text.Aggregate(2_166_136_261u, (hash, letter) => (hash ^ letter) * 16_777_619u);
}
