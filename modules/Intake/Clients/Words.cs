namespace CarePlatform.Intake;

/// <summary>Whether a client's record stands on its own.</summary>
internal enum ClientState
{
    /// <summary>The record in use.</summary>
    Active,

    /// <summary>The record turned out to be the same person as another one, which is used instead.</summary>
    Merged,
}

/// <summary>The gender that the person gave.</summary>
internal enum Gender
{
    /// <summary>Female.</summary>
    Female,

    /// <summary>Male.</summary>
    Male,

    /// <summary>Another gender than female or male.</summary>
    Other,

    /// <summary>Asked for and not known.</summary>
    Unknown,
}

/// <summary>What kind of a further name it is.</summary>
internal enum PriorNameKind
{
    /// <summary>The family name before marriage.</summary>
    Maiden,

    /// <summary>A legal name that was given up.</summary>
    Former,

    /// <summary>A name that the person goes by, or went by, elsewhere.</summary>
    Alias,
}

/// <summary>By what a client can be reached.</summary>
internal enum ContactKind
{
    /// <summary>A telephone number.</summary>
    Phone,

    /// <summary>A mail address.</summary>
    Email,
}

/// <summary>One of the facts that a client's record holds.</summary>
internal enum ClientFact
{
    /// <summary>Such as Dr. or Ms.</summary>
    Prefix,

    /// <summary>Legal given name.</summary>
    Given,

    /// <summary>Further legal given names.</summary>
    Middle,

    /// <summary>Legal family name.</summary>
    Family,

    /// <summary>Such as Jr.</summary>
    Suffix,

    /// <summary>The name by which the person wants to be called.</summary>
    Preferred,

    /// <summary>The day of birth.</summary>
    BirthDate,

    /// <summary>The day of death.</summary>
    DiedOn,

    /// <summary>The gender that the person gave.</summary>
    Gender,

    /// <summary>The answers to the question for race.</summary>
    Races,

    /// <summary>The answer to the question for ethnicity.</summary>
    Ethnicity,

    /// <summary>The language in which the person wants to be spoken to.</summary>
    Language,
}
