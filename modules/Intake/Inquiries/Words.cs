namespace CarePlatform.Intake;

/// <summary>How far an inquiry has come.</summary>
internal enum InquiryStatus
{
    /// <summary>Received and not triaged yet.</summary>
    Received,

    /// <summary>Triaged: the acuity is known.</summary>
    Triaged,

    /// <summary>It has come to an end.</summary>
    Resolved,
}

/// <summary>Who asked for help, seen from the person who needs it.</summary>
internal enum AskerRelation
{
    /// <summary>The person.</summary>
    Self,

    /// <summary>A member of the family.</summary>
    Family,

    /// <summary>A friend or neighbour.</summary>
    Friend,

    /// <summary>Somebody at work: a nurse, an officer, a teacher.</summary>
    Professional,

    /// <summary>Somebody else.</summary>
    Other,
}

/// <summary>How an inquiry ended.</summary>
internal enum Resolution
{
    /// <summary>The person is in care here.</summary>
    InCare,

    /// <summary>The person was referred to somebody else.</summary>
    ReferredElsewhere,

    /// <summary>The person does not want help.</summary>
    Declined,

    /// <summary>The person could not be reached.</summary>
    NotReached,

    /// <summary>The organisation may not serve the person.</summary>
    NotEligible,

    /// <summary>It was received twice, or in error.</summary>
    Duplicate,

    /// <summary>The person has died.</summary>
    Died,
}
