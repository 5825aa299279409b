namespace CarePlatform.Referrals;

/// <summary>Whether people met in a handoff.</summary>
internal enum HandoffKind
{
    /// <summary>They spoke with each other at the same time.</summary>
    Live,

    /// <summary>One side left a message for the other.</summary>
    Recorded,
}

/// <summary>How people met in a handoff.</summary>
internal enum HandoffWay
{
    /// <summary>In one room.</summary>
    InPerson,

    /// <summary>By telephone, the two organisations with each other.</summary>
    Telephone,

    /// <summary>By video.</summary>
    Video,

    /// <summary>By telephone, with the client in the call.</summary>
    ThreeWay,
}

/// <summary>For whom somebody took part in a handoff.</summary>
internal enum HandoffSide
{
    /// <summary>For the organisation that refers.</summary>
    Here,

    /// <summary>For the partner.</summary>
    Partner,

    /// <summary>For neither: family, a peer, an interpreter.</summary>
    Other,
}

/// <summary>Why a warm handoff did not connect the client with the partner.</summary>
internal enum HandoffFailure
{
    /// <summary>Nobody of the partner could be reached.</summary>
    PartnerNotReached,

    /// <summary>The partner could not take part.</summary>
    PartnerDeclined,

    /// <summary>The client could not be reached or was not there.</summary>
    ClientNotReached,

    /// <summary>The client does not want it.</summary>
    ClientDeclined,

    /// <summary>They did not speak a common language, and nobody interpreted.</summary>
    NoInterpreter,

    /// <summary>The call or the video did not work.</summary>
    TechnicalFailure,

    /// <summary>Something else; see the note.</summary>
    Other,
}

/// <summary>Why a warm handoff is owed.</summary>
internal enum HandoffCause
{
    /// <summary>The need is one for which the tenant wants it.</summary>
    HighRiskNeed,

    /// <summary>The client is about to be discharged.</summary>
    BeforeDischarge,

    /// <summary>The client asked for it.</summary>
    ClientAsked,

    /// <summary>Something else.</summary>
    Other,
}

/// <summary>Why a handoff that was written down counts no more.</summary>
internal enum HandoffRetraction
{
    /// <summary>It belongs to another referral.</summary>
    WrongReferral,

    /// <summary>It was written down already.</summary>
    Duplicate,

    /// <summary>It was not so; it is written down anew.</summary>
    Incorrect,

    /// <summary>It did not happen.</summary>
    DidNotHappen,
}
