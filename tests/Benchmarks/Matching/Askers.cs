using CarePlatform.Intake;

namespace CarePlatform.Benchmarks;

/// <summary>Somebody at the door.</summary>
/// <param name="Kind">What is special about what they say.</param>
/// <param name="Said">What they say.</param>
/// <param name="Truth">Who of the register they are; null when they are not in it.</param>
internal sealed record Asker(string Kind, KnownPerson Said, int? Truth);

/// <summary>
/// Makes people at the door from a register: those who are in it, with slips as hands, ears and lives make them, and those who are
/// not in it but look as if they were. The same for the same seed.
/// </summary>
internal sealed class Askers(IReadOnlyList<KnownPerson> register, IReadOnlyList<KnownPerson> strangers, int seed)
{
    // Short forms that people use, written down for the benchmark: the product's own list is what is measured.
    private static readonly Dictionary<string, string[]> ShortForms = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Robert"] = ["Bob", "Rob", "Bobby"],
        ["William"] = ["Bill", "Will"],
        ["Elizabeth"] = ["Liz", "Beth"],
        ["Margaret"] = ["Maggie", "Peggy"],
        ["Katherine"] = ["Kathy", "Kate"],
        ["James"] = ["Jim", "Jimmy"],
        ["John"] = ["Jack", "Johnny"],
        ["Richard"] = ["Rick", "Dick"],
        ["Michael"] = ["Mike"],
        ["Jennifer"] = ["Jen", "Jenny"],
        ["Thomas"] = ["Tom"],
        ["Christopher"] = ["Chris"],
        ["Anthony"] = ["Tony"],
        ["Patricia"] = ["Pat", "Patty"],
        ["Deborah"] = ["Deb", "Debbie"],
        ["Daniel"] = ["Dan"],
        ["Joseph"] = ["Joe"],
        ["Samuel"] = ["Sam"],
        ["Francisco"] = ["Paco", "Pancho"],
        ["Jose"] = ["Pepe"],
        ["Guadalupe"] = ["Lupe"],
        ["Susan"] = ["Sue"],
        ["Theodore"] = ["Ted"],
    };

    private const string Seldom = "(seldom) ";

    private readonly Random _random = new(seed);

    /// <summary>So many of each kind.</summary>
    public IReadOnlyList<Asker> Make(int each)
    {
        (string Kind, Func<int, Asker?> Make)[] kinds =
        [
            ("the same facts", i => Known(i, p => p)),
            ("a slip in the given name", i => Known(i, p => p with { Given = Slip(p.Given) })),
            ("a slip in the family name", i => Known(i, p => p with { Family = Slip(p.Family) })),
            ("a short form", i => ShortForms.TryGetValue(register[i].Given, out var forms) ? Known(i, p => p with { Given = forms[_random.Next(forms.Length)] }) : null),
            ("names swapped", i => Known(i, p => p with { Given = p.Family, Family = p.Given })),
            ("day and month swapped", i => BirthDate.Swapped(register[i].BirthDate) is { } swapped ? Known(i, p => p with { BirthDate = swapped }) : null),
            ("a wrong digit in the birth date", i => Known(i, p => p with { BirthDate = WrongDigit(p.BirthDate) })),
            ("another family name since", i => Known(i, p => p with { Family = p.Maiden ?? strangers[_random.Next(strangers.Count)].Family }, reach: true)),
            ("a twin who is not known", i => Unknown(i, p => p with { Given = Other(p.Given) }, reach: true)),
            ("a twin who is known as well", i => i + 1 < register.Count && register[i].BirthDate == register[i + 1].BirthDate && register[i].Line == register[i + 1].Line ? Known(i, p => p, reach: true) : null),
            ("a stranger of the same birthday", i => new("", strangers[_random.Next(strangers.Count)] with { BirthDate = register[i].BirthDate }, Truth: null)),
            ("a namesake of another age", i => Unknown(i, p => p with { BirthDate = p.BirthDate.AddDays(400 + _random.Next(9_000)) })),
            ("a child of the same name and home", i => Unknown(i, p => p with { BirthDate = p.BirthDate.AddYears(24).AddDays(_random.Next(300)) }, reach: true)),
            ("somebody of the household", i => Unknown(i, p => p with { Given = Other(p.Given), BirthDate = p.BirthDate.AddDays(-_random.Next(700, 12_000)) }, reach: true)),
            // Seldom in life, and not to be told from a slip by these facts alone.
            (Seldom + "a twin of a name alike", i => Unknown(i, p => p with { Given = Slip(p.Given) }, reach: true)),
            (Seldom + "a namesake of a birth date alike", i => Unknown(i, p => p with { BirthDate = WrongDigit(p.BirthDate) })),
            ("a stranger", _ => new("", strangers[_random.Next(strangers.Count)], Truth: null)),
        ];
        return [.. kinds.SelectMany(kind => Sample(kind.Make, kind.Kind.StartsWith(Seldom, StringComparison.Ordinal) ? each / 20 : each).Select(asker => asker with { Kind = kind.Kind }))];
    }

    private IEnumerable<Asker> Sample(Func<int, Asker?> make, int count)
    {
        for (var (made, tries) = (0, 0); made < count && tries < count * 400; tries++)
        {
            if (make(_random.Next(register.Count)) is { } asker)
            {
                made++;
                yield return asker;
            }
        }
    }

    // Six in ten give a telephone number and three in ten an address, which are those of the register or, one time in four, newer ones.
    private Asker Known(int index, Func<KnownPerson, KnownPerson> change, bool reach = false) =>
        new("", WithReach(change(register[index]), reach), index);

    private Asker? Unknown(int index, Func<KnownPerson, KnownPerson> change, bool reach = false)
    {
        var said = change(register[index]);
        return register.Any(p => p.Given == said.Given && p.Family == said.Family && p.BirthDate == said.BirthDate)
            ? null
            : new("", reach ? WithReach(said, sure: true) : said with { Phone = null, Line = null }, Truth: null);
    }

    private KnownPerson WithReach(KnownPerson person, bool sure) => person with
    {
        Phone = sure || _random.Next(10) < 6 ? _random.Next(4) == 0 && !sure ? $"508{_random.Next(2_000_000, 9_999_999)}" : person.Phone : null,
        Line = sure || _random.Next(10) < 3 ? _random.Next(4) == 0 && !sure ? $"{_random.Next(1, 999)} Elsewhere Street" : person.Line : null,
        Gender = _random.Next(2) == 0 ? null : person.Gender,
    };

    private string Other(string given)
    {
        string other;
        do
        {
            other = register[_random.Next(register.Count)].Given;
        }
        while (other == given || Nicknames.AreOne(NameForm.Of(other), NameForm.Of(given)));
        return other;
    }

    private string Slip(string name)
    {
        var at = _random.Next(1, Math.Max(2, name.Length - 1));
        return at + 1 >= name.Length ? name + name[^1] : _random.Next(4) switch
        {
            0 => name.Remove(at, 1),
            1 => name.Insert(at, ((char)('a' + _random.Next(26))).ToString()),
            2 => string.Concat(name.AsSpan(0, at), name.AsSpan(at + 1, 1), name.AsSpan(at, 1), name.AsSpan(at + 2)),
            _ => string.Concat(name.AsSpan(0, at), ((char)('a' + _random.Next(26))).ToString(), name.AsSpan(at + 1)),
        };
    }

    private DateOnly WrongDigit(DateOnly date) => _random.Next(3) switch
    {
        0 => date.AddYears(date.Year > 1990 ? -10 : 10),
        1 => date.AddYears(_random.Next(1, 5)).Year is var year && year / 10 == date.Year / 10 ? new DateOnly(year, date.Month, Math.Min(date.Day, 28)) : date.AddYears(-1),
        _ => date.Day is >= 1 and <= 8 ? date.AddDays(1) : date.Day is >= 11 and <= 18 ? date.AddDays(-10) : new DateOnly(date.Year, date.Month, date.Day is 9 ? 8 : date.Day - 1),
    };
}
