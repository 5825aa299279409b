using System.Globalization;

namespace CarePlatform.Intake;

/// <summary>
/// The keys at which two spellings of one person are likely to meet. A client's keys are stored; the keys of somebody who asks
/// for help are looked up. Two records that share no key are not compared. A birth date alone is no key: many people share one.
/// </summary>
/// <remarks>
/// <c>w:word</c> a word of a name, for search; <c>b:date:sound</c> birth date and how one name sounds; <c>n:year:sounds</c> and
/// <c>n:month-day:sounds</c> both names with half of the birth date; <c>s:sounds</c> both names; <c>p:</c>, <c>e:</c> telephone, mail;
/// <c>a:place:sound</c> address and given name. Sounds of a pair are in order of the alphabet: swapped names meet.
/// </remarks>
internal static class MatchKeys
{
    /// <summary>The keys under which a client is stored.</summary>
    public static IReadOnlySet<string> Of(Person person)
    {
        var keys = Lookup(person, person.BirthDate is { } date ? [date] : []);
        foreach (var word in person.Names.SelectMany(n => (string[])[.. NameForm.Words(n.Given), .. NameForm.Words(n.Family)]))
        {
            keys.Add($"w:{word}");
        }

        foreach (var pair in person.Names.SelectMany(Pairs))
        {
            keys.Add($"s:{pair}");
        }

        return keys;
    }

    /// <summary>The keys under which a person who asks for help may be known: also with day and month of birth swapped.</summary>
    public static IReadOnlySet<string> ToFind(Person person)
    {
        var keys = Lookup(person, BirthDates(person.BirthDate));
        if (person.BirthDate is null)
        {
            keys.UnionWith(person.Names.SelectMany(Pairs).Select(pair => $"s:{pair}"));
        }

        return keys;
    }

    private static HashSet<string> Lookup(Person person, IReadOnlyList<DateOnly> births)
    {
        var keys = new HashSet<string>(StringComparer.Ordinal);
        var sounds = person.Names.SelectMany(n => GivenSounds(n).Concat(FamilySounds(n))).ToHashSet();
        keys.UnionWith(births.SelectMany(_ => sounds, (birth, sound) => $"b:{Iso(birth)}:{sound}"));
        foreach (var pair in person.Names.SelectMany(Pairs))
        {
            keys.UnionWith(births.Select(b => $"n:{b.Year}:{pair}"));
            keys.UnionWith(births.Select(b => $"n:{b.ToString("MM-dd", CultureInfo.InvariantCulture)}:{pair}"));
        }

        keys.UnionWith((person.Phones ?? []).Select(ReachForm.Phone).Where(p => p is not null).Select(p => $"p:{p}"));
        keys.UnionWith((person.Emails ?? []).Select(ReachForm.Email).Where(e => e is not null).Select(e => $"e:{e}"));
        keys.UnionWith((person.Addresses ?? []).Select(ReachForm.Address).Where(a => a is not null)
            .SelectMany(_ => person.Names.SelectMany(GivenSounds), (place, sound) => $"a:{place}:{sound}"));
        return keys;
    }

    private static IReadOnlyList<DateOnly> BirthDates(DateOnly? birth) => birth switch
    {
        null => [],
        { } b when BirthDate.Swapped(b) is { } swapped && swapped != b => [b, swapped],
        { } b => [b],
    };

    private static IEnumerable<string> GivenSounds(ComparedName name) =>
        NameForm.Words(name.Given).Take(1).SelectMany(Nicknames.Of).Select(NameSound.Of).Where(s => s.Length > 0);

    private static IEnumerable<string> FamilySounds(ComparedName name) =>
        NameForm.Words(name.Family).Select(NameSound.Of).Where(s => s.Length > 0);

    private static IEnumerable<string> Pairs(ComparedName name) =>
        from given in GivenSounds(name)
        from family in FamilySounds(name)
        select string.CompareOrdinal(given, family) <= 0 ? $"{given}:{family}" : $"{family}:{given}";

    private static string Iso(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
