namespace CarePlatform.Intake;

/// <summary>
/// Says how likely two records are one person, with the reasons. Pure and symmetric. What is not known adds nothing and takes
/// nothing. What a household shares (telephone, address) counts fully only when the given names agree, so that twins stay two.
/// </summary>
internal static class MatchScoring
{
    private const int Most = 100;

    /// <summary>The score of two records under these settings.</summary>
    public static MatchScore Of(Person first, Person second, MatchSettings settings)
    {
        var (given, family) = Names(first, second);
        var reasons = new List<MatchReason>();
        void Add(ComparedFact fact, Agreement? agreement, int points)
        {
            if (agreement is { } known)
            {
                reasons.Add(new MatchReason(fact, known, points));
            }
        }

        Add(ComparedFact.Identifier, Shared(first.Identifiers, second.Identifiers), settings.Identifier);
        Add(ComparedFact.GivenName, given, GivenPoints(given, settings));
        Add(ComparedFact.FamilyName, family, FamilyPoints(family, settings));
        var birth = first.BirthDate is { } a && second.BirthDate is { } b ? BirthDate.Compare(a, b) : (Agreement?)null;
        Add(ComparedFact.BirthDate, birth, BirthPoints(birth, settings));
        Add(ComparedFact.Gender, Genders(first.Gender, second.Gender), -settings.GenderDiffers);

        var reach = given is null or Agreement.Same or Agreement.Nickname or Agreement.Swapped ? settings.Reach : settings.Reach * 3 / 10;
        Add(ComparedFact.Phone, Shared(first.Phones?.Select(ReachForm.Phone), second.Phones?.Select(ReachForm.Phone)), reach);
        Add(ComparedFact.Email, Shared(first.Emails?.Select(ReachForm.Email), second.Emails?.Select(ReachForm.Email)), reach);
        Add(ComparedFact.Address, Shared(first.Addresses?.Select(ReachForm.Address), second.Addresses?.Select(ReachForm.Address)), reach);
        return new MatchScore(Math.Clamp(reasons.Sum(r => r.Points), 0, Most), reasons);
    }

    private static (Agreement? Given, Agreement? Family) Names(Person first, Person second)
    {
        if (first.Names is not [var a, ..] || second.Names is not [var b, ..])
        {
            return (null, null);
        }

        var straight = (
            Given: Best(NameAgreement.Given(a.Given, b.Given), Agreement.Nickname, first, second, n => n.Given, NameAgreement.Given),
            Family: Best(NameAgreement.Family(a.Family, b.Family), Agreement.Partly, first, second, n => n.Family, NameAgreement.Family));
        var swapped = NameAgreement.Family(a.Given, b.Family) is Agreement.Same && NameAgreement.Family(a.Family, b.Given) is Agreement.Same;
        return swapped && straight.Given is not Agreement.Same ? (Agreement.Swapped, Agreement.Swapped) : straight;
    }

    // The legal names decide; where they differ, an earlier or preferred name can still agree, but not more than so.
    private static Agreement? Best(
        Agreement? legal, Agreement atMost, Person first, Person second, Func<ComparedName, string?> part, Func<string?, string?, Agreement?> compare)
    {
        if (legal is Agreement.Same or Agreement.Nickname or Agreement.Partly)
        {
            return legal;
        }

        var any = first.Names.SelectMany(_ => second.Names, (x, y) => compare(part(x), part(y)));
        return any.Any(agreement => agreement is Agreement.Same) ? atMost : legal;
    }

    private static int GivenPoints(Agreement? agreement, MatchSettings settings) => agreement switch
    {
        Agreement.Same => settings.GivenName,
        Agreement.Nickname => settings.GivenName * 9 / 10,
        Agreement.Swapped => settings.GivenName * 4 / 5,
        Agreement.Alike => settings.GivenName / 2,
        Agreement.Partly => settings.GivenName / 4,
        Agreement.Different => -settings.GivenNameDiffers,
        _ => 0,
    };

    private static int FamilyPoints(Agreement? agreement, MatchSettings settings) => agreement switch
    {
        Agreement.Same => settings.FamilyName,
        Agreement.Partly => settings.FamilyName * 5 / 6,
        Agreement.Swapped => settings.FamilyName * 4 / 5,
        Agreement.Alike => settings.FamilyName * 2 / 3,
        Agreement.Different => -settings.FamilyNameDiffers,
        _ => 0,
    };

    private static int BirthPoints(Agreement? agreement, MatchSettings settings) => agreement switch
    {
        Agreement.Same => settings.BirthDate,
        Agreement.Swapped => settings.BirthDate * 3 / 4,
        Agreement.Alike => settings.BirthDate * 5 / 8,
        Agreement.Different => -settings.BirthDateDiffers,
        _ => 0,
    };

    private static Agreement? Genders(Gender? first, Gender? second) =>
        first is null or Gender.Unknown || second is null or Gender.Unknown || first == second ? null : Agreement.Different;

    private static Agreement? Shared<T>(IEnumerable<T>? first, IEnumerable<T>? second) =>
        first is not null && second is not null && first.Intersect(second).Any(value => value is not null) ? Agreement.Same : null;
}
