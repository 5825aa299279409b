using CarePlatform.Platform;

namespace CarePlatform.Intake.Contracts;

/// <summary>How the request for help reached the organisation.</summary>
public enum Door
{
    /// <summary>The person came in.</summary>
    WalkIn,

    /// <summary>A telephone call.</summary>
    Call,

    /// <summary>A crisis line, such as 988, passed the person on.</summary>
    CrisisLine,

    /// <summary>A partner organisation referred the person.</summary>
    PartnerReferral,

    /// <summary>An emergency department or hospital.</summary>
    Hospital,

    /// <summary>The public web form, filled in by somebody else.</summary>
    Web,

    /// <summary>The person asked for themselves through the web form.</summary>
    Self,

    /// <summary>A jail, prison or court.</summary>
    Jail,

    /// <summary>A school or college.</summary>
    School,
}

/// <summary>How soon a person must be seen.</summary>
public enum Acuity
{
    /// <summary>Danger now: action at once.</summary>
    Emergent,

    /// <summary>Likely to become dangerous without quick care: within one business day.</summary>
    Urgent,

    /// <summary>Neither: within ten business days.</summary>
    Routine,
}

/// <summary>Why a client's care here has ended.</summary>
public enum DischargeReason
{
    /// <summary>The goals are reached, or the program is completed.</summary>
    Completed,

    /// <summary>The client does not want to go on.</summary>
    Declined,

    /// <summary>The client could not be reached any more.</summary>
    LostToFollowUp,

    /// <summary>Another provider carries on.</summary>
    Transferred,

    /// <summary>The client has moved out of the area.</summary>
    MovedAway,

    /// <summary>The organisation ended it, such as where it may not serve the client any more.</summary>
    EndedByProvider,

    /// <summary>The client is in prison or jail.</summary>
    Incarcerated,

    /// <summary>The client has died.</summary>
    Died,

    /// <summary>Anything else.</summary>
    Other,
}

/// <summary>A person has become known.</summary>
[Event("intake.client-registered@1")]
public sealed record ClientRegistered([property: Stream] ClientId Client);

/// <summary>What is known of a client has changed.</summary>
[Event("intake.client-amended@1")]
public sealed record ClientAmended([property: Stream] ClientId Client);

/// <summary>The death of a client was recorded.</summary>
/// <param name="DiedOn">The day of death.</param>
/// <param name="At">When it was recorded.</param>
/// <param name="InCare">Whether somebody was still caring for them here, as far as the front door knows: asked for help or had a visit since the last discharge.</param>
[Event("intake.client-died@1")]
public sealed record ClientDied([property: Stream] ClientId Client, DateOnly DiedOn, DateTimeOffset At, bool InCare);

/// <summary>The death of a client was recorded by mistake. What it ended does not begin again by itself.</summary>
/// <param name="At">When it was taken back.</param>
/// <param name="Visits">How many visits that still lie ahead it had cancelled.</param>
[Event("intake.client-death-retracted@1")]
public sealed record ClientDeathRetracted([property: Stream] ClientId Client, DateTimeOffset At, int Visits);

/// <summary>Two records turned out to be one person; everything about <paramref name="Merged"/> now belongs to <paramref name="Client"/>.</summary>
[Event("intake.clients-merged@1")]
public sealed record ClientsMerged([property: Stream] ClientId Client, ClientId Merged);

/// <summary>A merge was a mistake and has been taken back.</summary>
[Event("intake.clients-separated@1")]
public sealed record ClientsSeparated([property: Stream] ClientId Client, ClientId Separated);

/// <summary>Somebody asked for help. The access clocks run from <paramref name="ReceivedAt"/>.</summary>
/// <param name="Team">The team whose queue holds it.</param>
/// <param name="Owner">The person who owns it; null while the team's queue does.</param>
[Event("intake.inquiry-received@1")]
public sealed record InquiryReceived(
    [property: Stream] ClientId Client, InquiryId Inquiry, Door Door, TeamId Team, UserId? Owner, SiteId? Site, DateTimeOffset ReceivedAt);

/// <summary>A person whose inquiry is open asked again: a further contact; the clock keeps the earliest time.</summary>
/// <param name="ReceivedAt">When they asked again.</param>
/// <param name="Since">From when on the access clocks run: the earliest time.</param>
[Event("intake.inquiry-repeated@1")]
public sealed record InquiryRepeated(
    [property: Stream] ClientId Client, InquiryId Inquiry, Door Door, DateTimeOffset ReceivedAt, DateTimeOffset Since);

/// <summary>Somebody else owns the inquiry now.</summary>
/// <param name="Team">The team whose queue holds it.</param>
/// <param name="Owner">The person who owns it; null while the team's queue does.</param>
[Event("intake.inquiry-assigned@1")]
public sealed record InquiryAssigned([property: Stream] ClientId Client, InquiryId Inquiry, TeamId Team, UserId? Owner);

/// <summary>The triage script was answered and the acuity is known.</summary>
[Event("intake.inquiry-triaged@1")]
public sealed record InquiryTriaged(
    [property: Stream] ClientId Client, InquiryId Inquiry, Acuity Acuity, string Script, int ScriptVersion,
    TeamId Team, UserId? Owner, SiteId? Site, DateTimeOffset ReceivedAt, DateTimeOffset TriagedAt);

/// <summary>An appointment was agreed with the client.</summary>
/// <param name="Inquiry">The request that it answers; null when it answers none.</param>
[Event("intake.appointment-booked@1", Feature = "intake.scheduling")]
public sealed record AppointmentBooked(
    [property: Stream] ClientId Client, AppointmentId Appointment, InquiryId? Inquiry, SiteId? Site, DateTimeOffset StartsAt);

/// <summary>An appointment will not take place.</summary>
/// <param name="Late">Whether it was cancelled later than the organisation wants to know.</param>
/// <param name="StartsAt">When it would have begun.</param>
[Event("intake.appointment-cancelled@1", Feature = "intake.scheduling")]
public sealed record AppointmentCancelled(
    [property: Stream] ClientId Client, AppointmentId Appointment, InquiryId? Inquiry, bool Late = false, DateTimeOffset? StartsAt = null);

/// <summary>The request ended: in care, in a referral elsewhere or with a reason.</summary>
/// <param name="Resolution">The coded end, such as <c>in-care</c>.</param>
/// <param name="ReceivedAt">When the person first asked; the clocks of care count from then.</param>
[Event("intake.inquiry-resolved@1")]
public sealed record InquiryResolved(
    [property: Stream] ClientId Client, InquiryId Inquiry, string Resolution, DateTimeOffset? ReceivedAt = null);

/// <summary>The client's care here has ended: whatever was still owed about the client is owed no more, unless somebody said otherwise.</summary>
/// <param name="DischargedOn">The last day of care.</param>
/// <param name="Only">The teams of the program under 42 CFR Part 2 that ended its own care, and nobody else's; null where care outside ended.</param>
/// <param name="Beside">The teams of programs in which whoever ended it does not work: whether care goes on there is theirs to say.</param>
[Event("intake.client-discharged@1")]
public sealed record ClientDischarged(
    [property: Stream] ClientId Client, DischargeReason Reason, DateOnly DischargedOn, IReadOnlyList<TeamId>? Only = null, IReadOnlyList<TeamId>? Beside = null)
{
    /// <summary>Whether what lies with the team, or with no team, has ended with it.</summary>
    public bool Ends(TeamId? team) => Only is not null ? team is { } own && Only.Contains(own) : team is not { } other || Beside?.Contains(other) is not true;
}

/// <summary>A payer covers the client for a span of time.</summary>
/// <param name="EndsOn">The last day covered; null while no end is known.</param>
[Event("intake.coverage-recorded@1", Feature = "intake.coverage")]
public sealed record CoverageRecorded([property: Stream] ClientId Client, CoverageId Coverage, DateOnly StartsOn, DateOnly? EndsOn);

/// <summary>A payer stops covering the client.</summary>
/// <param name="EndsOn">The last day covered.</param>
[Event("intake.coverage-ended@1", Feature = "intake.coverage")]
public sealed record CoverageEnded([property: Stream] ClientId Client, CoverageId Coverage, DateOnly EndsOn);
