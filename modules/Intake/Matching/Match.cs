namespace CarePlatform.Intake;

/// <summary>What was compared.</summary>
internal enum ComparedFact
{
    /// <summary>An identifier of the same system.</summary>
    Identifier,

    /// <summary>The given name.</summary>
    GivenName,

    /// <summary>The family name.</summary>
    FamilyName,

    /// <summary>The day of birth.</summary>
    BirthDate,

    /// <summary>The gender.</summary>
    Gender,

    /// <summary>A telephone number.</summary>
    Phone,

    /// <summary>A mail address.</summary>
    Email,

    /// <summary>A street address.</summary>
    Address,
}

/// <summary>How well two values agree.</summary>
internal enum Agreement
{
    /// <summary>They are the same.</summary>
    Same,

    /// <summary>One is a short form of the other.</summary>
    Nickname,

    /// <summary>One is the other's earlier name, or one of two family names.</summary>
    Partly,

    /// <summary>They sound alike or differ by a slip of the hand.</summary>
    Alike,

    /// <summary>They are the same with two parts exchanged: given and family name, or day and month.</summary>
    Swapped,

    /// <summary>They differ.</summary>
    Different,
}

/// <summary>One reason for a score.</summary>
/// <param name="Fact">What was compared.</param>
/// <param name="Agreement">How well it agrees.</param>
/// <param name="Points">What it adds to the score, or takes from it.</param>
internal sealed record MatchReason(ComparedFact Fact, Agreement Agreement, int Points)
{
    /// <summary>Such as <c>birth-date same</c>, without the values that were compared.</summary>
    public string ToText() => $"{Fact.ToText()} {Agreement.ToText()}";
}

/// <summary>How likely two records are one person: 0 to 100 points, with the reasons.</summary>
internal sealed record MatchScore(int Points, IReadOnlyList<MatchReason> Reasons)
{
    /// <summary>
    /// Whether it is one person for sure: as many points as the settings ask for, and no other birth date, not even by a slip of the hand. Father and son
    /// share a name and a telephone, and twins a day; where an identifier agrees, the date may have been typed wrong.
    /// </summary>
    public bool IsCertain(MatchSettings settings) => Points >= settings.CertainFrom
        && (Reasons.Any(r => r.Fact is ComparedFact.Identifier) || Reasons.All(r => r.Fact is not ComparedFact.BirthDate || r.Agreement is Agreement.Same));

    /// <summary>The reasons as they are kept with an inquiry.</summary>
    public string[] Texts => [.. Reasons.Select(r => r.ToText())];
}
