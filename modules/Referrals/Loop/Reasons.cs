namespace CarePlatform.Referrals;

/// <summary>Why a partner does not take somebody, or does not go on.</summary>
internal enum DeclineReason
{
    /// <summary>No place is free.</summary>
    ServiceFull,

    /// <summary>The person does not fit the conditions.</summary>
    NotEligible,

    /// <summary>The person lives elsewhere.</summary>
    OutOfArea,

    /// <summary>It is not what the partner does.</summary>
    WrongNeed,

    /// <summary>What covers the person is not taken.</summary>
    PayerNotTaken,

    /// <summary>The partner could not reach the person.</summary>
    ClientNotReached,

    /// <summary>The person does not want it.</summary>
    ClientDeclined,

    /// <summary>The person has it already.</summary>
    AlreadyServed,

    /// <summary>Nobody is there to give it.</summary>
    NoStaff,

    /// <summary>Something else; see the note.</summary>
    Other,
}

/// <summary>Why a referral stands still at the partner.</summary>
internal enum ReferralHoldReason
{
    /// <summary>It waits for a place.</summary>
    Waitlist,

    /// <summary>The person is away or in hospital.</summary>
    ClientUnavailable,

    /// <summary>Documents are missing.</summary>
    Paperwork,

    /// <summary>Something else; see the note.</summary>
    Other,
}

/// <summary>Why an agreed time was cancelled.</summary>
internal enum AppointmentCancelReason
{
    /// <summary>The person cancelled.</summary>
    ByClient,

    /// <summary>The partner cancelled.</summary>
    ByPartner,

    /// <summary>Somebody here cancelled.</summary>
    ByUs,

    /// <summary>Weather or another emergency.</summary>
    Weather,

    /// <summary>Something else; see the note.</summary>
    Other,
}

/// <summary>Why a referral ends without its loop being closed.</summary>
internal enum EndReason
{
    /// <summary>The partner declined, and no other was found or needed.</summary>
    PartnerDeclined,

    /// <summary>The partner never answered.</summary>
    PartnerSilent,

    /// <summary>The person does not want it any more.</summary>
    ClientDeclined,

    /// <summary>The person cannot be reached.</summary>
    ClientNotReached,

    /// <summary>The person did not come.</summary>
    ClientNotAttended,

    /// <summary>The person moved away.</summary>
    ClientMoved,

    /// <summary>The person died.</summary>
    ClientDied,

    /// <summary>The need was met in another way.</summary>
    NeedMetOtherwise,

    /// <summary>The partner does not tell what came of it.</summary>
    OutcomeUnknown,

    /// <summary>Whoever sent it does not need it any more.</summary>
    Cancelled,

    /// <summary>Something else; see the note.</summary>
    Other,
}

/// <summary>Why an ended referral goes on.</summary>
internal enum ReopenReason
{
    /// <summary>It was ended by mistake.</summary>
    EndedInError,

    /// <summary>The person came back.</summary>
    ClientReturned,

    /// <summary>What the partner told was wrong.</summary>
    OutcomeCorrected,

    /// <summary>The partner takes the person after all.</summary>
    PartnerReconsidered,

    /// <summary>Something else; see the note.</summary>
    Other,
}

/// <summary>Why a referral should never have been.</summary>
internal enum VoidReason
{
    /// <summary>It is about somebody else.</summary>
    WrongClient,

    /// <summary>It went to the wrong partner.</summary>
    WrongPartner,

    /// <summary>It was there already.</summary>
    Duplicate,

    /// <summary>The person had not agreed.</summary>
    NoConsent,

    /// <summary>Something else; see the note.</summary>
    Other,
}

/// <summary>Why somebody does not take the responsibility for a referral over.</summary>
internal enum TransferRefusal
{
    /// <summary>Has no time for it.</summary>
    NoCapacity,

    /// <summary>It is not theirs to do.</summary>
    NotMine,

    /// <summary>It needs somebody else's skill.</summary>
    NeedsOtherSkill,

    /// <summary>Something else; see the note.</summary>
    Other,
}
