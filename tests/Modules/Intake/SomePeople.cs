using FsCheck;
using FsCheck.Fluent;

namespace CarePlatform.Intake.Tests;

/// <summary>People as they come through the door, for tests of rules.</summary>
internal static class SomePeople
{
    private static readonly string[] GivenNames =
        ["Maria", "Robert", "Bob", "William", "Jayden", "Aisha", "Wei", "Catherine", "Kathy", "José", "Luis", "Thuy"];

    private static readonly string[] FamilyNames =
        ["Reyes", "Smith", "García-López", "O'Neil", "Nguyen", "Johnson", "Abara", "Schmidt", "Lindqvist", "Okonjo"];

    /// <summary>People with full names and birth dates; some with telephone, address and gender.</summary>
    public static Gen<Person> Any { get; } =
        from given in Gen.Elements(GivenNames)
        from family in Gen.Elements(FamilyNames)
        from day in Gen.Choose(0, 30_000)
        from gender in Gen.Elements<Gender?>(null, Gender.Female, Gender.Male)
        from phone in Gen.Elements<string?>(null, "617-555-0101", "617-555-0102")
        from line in Gen.Elements<string?>(null, "12 Harbor Street", "879 Mill Lane Apt 4")
        select new Person(
            [new ComparedName(given, family)], new DateOnly(1930, 1, 1).AddDays(day), gender,
            phone is null ? null : [phone], null, line is null ? null : [new ComparedAddress(line, "02125")]);

    /// <summary>A person and the same person with one slip of the hand in one fact.</summary>
    public static Gen<(Person Real, Person Typed)> WithSlip { get; } =
        from person in Any
        from slip in Gen.Elements<Func<Person, Person>>(
            p => p with { Names = [new ComparedName(p.Names[0].Family, p.Names[0].Given)] },
            p => p with { BirthDate = BirthDate.Swapped(p.BirthDate!.Value) ?? p.BirthDate },
            p => p with { BirthDate = p.BirthDate!.Value.AddYears(4) },
            p => p with { BirthDate = p.BirthDate!.Value.AddDays(p.BirthDate.Value.DayOfYear > 1 ? -1 : 1) },
            p => p with { Names = [new ComparedName(p.Names[0].Given, "Changed")] },
            p => p with { Names = [new ComparedName(p.Names[0].Given!.ToUpperInvariant(), " " + p.Names[0].Family!.ToLowerInvariant())] })
        select (person, slip(person));

    public static Person Named(string? given, string? family, string? birth = null) =>
        new([new ComparedName(given, family)], birth is null ? null : DateOnly.Parse(birth, System.Globalization.CultureInfo.InvariantCulture));
}
