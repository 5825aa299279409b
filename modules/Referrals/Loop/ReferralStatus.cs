namespace CarePlatform.Referrals;

/// <summary>Where a referral stands.</summary>
internal enum ReferralStatus
{
    /// <summary>Written and not sent: the partner knows nothing of it.</summary>
    Draft,

    /// <summary>Sent; the partner has not said a word.</summary>
    Sent,

    /// <summary>The partner has seen it and has not decided.</summary>
    Received,

    /// <summary>The partner takes the person.</summary>
    Accepted,

    /// <summary>The partner cannot or will not, or cannot go on.</summary>
    Declined,

    /// <summary>Another referral took its place.</summary>
    Rerouted,

    /// <summary>It stands still at the partner, as on a waitlist.</summary>
    OnHold,

    /// <summary>A time is agreed with the client.</summary>
    Scheduled,

    /// <summary>The client did not come.</summary>
    NotAttended,

    /// <summary>The client came.</summary>
    Attended,

    /// <summary>The service was given.</summary>
    Completed,

    /// <summary>The partner has told what came of it.</summary>
    OutcomeReported,

    /// <summary>The loop is closed; only the four elements bring a referral here.</summary>
    Closed,

    /// <summary>It ended for a reason without the loop being closed.</summary>
    NotClosed,

    /// <summary>It should never have been.</summary>
    Void,
}

/// <summary>What somebody does to a referral.</summary>
internal enum ReferralMove
{
    /// <summary>Sends it to the partner.</summary>
    Send,

    /// <summary>Says that it has arrived.</summary>
    Receive,

    /// <summary>Takes the person.</summary>
    Accept,

    /// <summary>Does not take the person, or cannot go on.</summary>
    Decline,

    /// <summary>Lets it stand still.</summary>
    Hold,

    /// <summary>Lets it go on.</summary>
    Resume,

    /// <summary>Agrees a time with the client.</summary>
    Schedule,

    /// <summary>Cancels the agreed time.</summary>
    CancelAppointment,

    /// <summary>Says that the client came.</summary>
    Attend,

    /// <summary>Says that the client did not come.</summary>
    Miss,

    /// <summary>Says that the service was given.</summary>
    Complete,

    /// <summary>Tells what came of it.</summary>
    ReportOutcome,

    /// <summary>Has read what came of it.</summary>
    Review,

    /// <summary>Puts another referral in its place.</summary>
    Reroute,

    /// <summary>Ends it without closing the loop.</summary>
    End,

    /// <summary>Takes an end back.</summary>
    Reopen,

    /// <summary>Says that it should never have been.</summary>
    Void,

    /// <summary>The loop closed by itself: nobody does this.</summary>
    Close,

    /// <summary>Asks somebody else to be responsible for it.</summary>
    OfferTransfer,

    /// <summary>Takes the responsibility over.</summary>
    TakeTransfer,

    /// <summary>Does not take the responsibility over.</summary>
    RefuseTransfer,

    /// <summary>Whoever was responsible has left: somebody else is from now on.</summary>
    PassOn,
}

/// <summary>Which side does something to a referral.</summary>
internal enum Party
{
    /// <summary>Whoever sent it.</summary>
    Requester,

    /// <summary>The partner to whom it was sent, or somebody here who writes down what it said.</summary>
    Partner,

    /// <summary>Either of them.</summary>
    Either,

    /// <summary>Neither: it follows from what they did.</summary>
    Nobody,
}
