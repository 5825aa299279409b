namespace CarePlatform.Platform;

/// <summary>How sensitive a fact about a person is. What each class needs is decided by <see cref="AccessRules"/>.</summary>
public enum DataClass
{
    /// <summary>Administrative: who the person is, how they are reached, what covers them.</summary>
    A,

    /// <summary>General clinical: diagnoses, medications, vital signs.</summary>
    B,

    /// <summary>Mental health: assessments, plans, progress, what was said of distress and risk.</summary>
    C,

    /// <summary>From a program for substance use disorders (42 CFR Part 2), the fact of being its patient included.</summary>
    D,

    /// <summary>Counselling notes of a program for substance use disorders.</summary>
    E,

    /// <summary>Psychotherapy notes.</summary>
    F,

    /// <summary>Social and community: needs, referrals and what came of them.</summary>
    G,

    /// <summary>Security-sensitive: what may endanger somebody; for named people only.</summary>
    H,
}

/// <summary>How much of a class a view shows.</summary>
public enum Extent
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>What cannot be done without, such as a name and how to reach the person.</summary>
    Minimum,

    /// <summary>All of it.</summary>
    Full,
}

/// <summary>Why a request is made. Every request states one; see <see cref="RequestPurpose"/>.</summary>
public enum PurposeOfUse
{
    /// <summary>To give or coordinate care.</summary>
    Treatment,

    /// <summary>To be paid for care.</summary>
    Payment,

    /// <summary>To run the organisation: quality, supervision, administration.</summary>
    Operations,

    /// <summary>To report what the law asks for.</summary>
    PublicHealth,

    /// <summary>To learn, with a protocol.</summary>
    Research,

    /// <summary>For proceedings of any kind.</summary>
    Legal,

    /// <summary>Because the person asked for it.</summary>
    PatientRequest,

    /// <summary>Because somebody is in danger now.</summary>
    Emergency,
}

/// <summary>What binds a recipient.</summary>
public enum RecipientKind
{
    /// <summary>HIPAA: providers, plans and their business associates.</summary>
    Hipaa,

    /// <summary>Nothing of the kind: a shelter, a school, a court.</summary>
    NonHipaa,

    /// <summary>It passes on to others, as a health information exchange does.</summary>
    Intermediary,
}

/// <summary>What kind of agreement a consent is.</summary>
public enum ConsentKind
{
    /// <summary>One consent for all future treatment, payment and operations.</summary>
    Tpo,

    /// <summary>For a stated purpose, recipient and information.</summary>
    Specific,

    /// <summary>For counselling notes of a program for substance use disorders, and nothing else.</summary>
    SudNotes,

    /// <summary>An authorisation for psychotherapy notes, and nothing else.</summary>
    PsychotherapyNotes,

    /// <summary>For an intermediary such as a health information exchange, and its participants.</summary>
    HieIntermediary,

    /// <summary>For a referral to a community organisation.</summary>
    ReferralCbo,
}
