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
