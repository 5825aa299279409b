using CarePlatform.Platform;

namespace CarePlatform.Intake.Contracts;

/// <summary>An appointment takes place at another time, or with somebody else. What counts towards its time is counted anew.</summary>
/// <param name="StartsAt">When it begins now.</param>
/// <param name="Clinician">With whom now.</param>
/// <param name="FreedAt">When it would have begun: that time is free again.</param>
/// <param name="FreedClinician">With whom it would have been.</param>
/// <param name="FreedSite">Where it would have been.</param>
[Event("intake.appointment-rescheduled@1", Feature = "intake.scheduling")]
public sealed record AppointmentRescheduled(
    [property: Stream] ClientId Client, AppointmentId Appointment, InquiryId? Inquiry, SiteId? Site, UserId Clinician, DateTimeOffset StartsAt,
    DateTimeOffset FreedAt, UserId FreedClinician, SiteId? FreedSite);

/// <summary>How client and clinician meet.</summary>
public enum AppointmentMode
{
    /// <summary>At the site.</summary>
    InPerson,

    /// <summary>By video.</summary>
    Video,

    /// <summary>By telephone.</summary>
    Phone,

    /// <summary>Where the client lives.</summary>
    HomeVisit,
}

/// <summary>The client has come.</summary>
/// <param name="Mode">How they met; null in what was told before this was said.</param>
[Event("intake.appointment-checked-in@1", Feature = "intake.scheduling")]
public sealed record AppointmentCheckedIn(
    [property: Stream] ClientId Client, AppointmentId Appointment, InquiryId? Inquiry, SiteId? Site, UserId Clinician, DateTimeOffset CheckedInAt,
    AppointmentMode? Mode = null);

/// <summary>The grace time has run out and nobody has come, as far as is known. A person says how it was.</summary>
[Event("intake.no-show-suspected@1", Feature = "intake.scheduling")]
public sealed record NoShowSuspected(
    [property: Stream] ClientId Client, AppointmentId Appointment, InquiryId? Inquiry, SiteId? Site, UserId Clinician, DateTimeOffset StartsAt);

/// <summary>The client did not come.</summary>
/// <param name="MissedAt">When it was found.</param>
[Event("intake.appointment-missed@1", Feature = "intake.scheduling")]
public sealed record AppointmentMissed(
    [property: Stream] ClientId Client, AppointmentId Appointment, InquiryId? Inquiry, SiteId? Site, UserId Clinician, DateTimeOffset StartsAt,
    DateTimeOffset MissedAt);

/// <summary>
/// Somebody wants a time outside of a clinician's hours, or on top of another visit. The clinician decides; until then the time is held.
/// </summary>
/// <param name="Clinician">Who is asked.</param>
/// <param name="AskedBy">Who asks; null when the system does.</param>
/// <param name="DoubleBooked">Whether somebody else has an appointment then.</param>
/// <param name="Why">The reason, as a code.</param>
/// <param name="HeldUntil">Until when the time is held.</param>
[Event("intake.add-on-wanted@1", Feature = "intake.scheduling")]
public sealed record AddOnWanted(
    [property: Stream] ClientId Client, AppointmentId Appointment, InquiryId? Inquiry, SiteId? Site, UserId Clinician, UserId? AskedBy,
    DateTimeOffset StartsAt, DateTimeOffset EndsAt, bool DoubleBooked, string Why, DateTimeOffset HeldUntil);

/// <summary>Somebody waits for a visit.</summary>
/// <param name="Team">The team whose list it is on.</param>
/// <param name="Owner">The person who sees to it; null while the team does.</param>
[Event("intake.waitlisted@1", Feature = "intake.scheduling")]
public sealed record Waitlisted(
    [property: Stream] ClientId Client, WaitlistEntryId Entry, InquiryId? Inquiry, SiteId? Site, TeamId Team, UserId? Owner, Acuity? Acuity,
    DateTimeOffset WaitingSince);

/// <summary>A time has become free and is held for somebody who waits.</summary>
/// <param name="Appointment">The tentative appointment.</param>
/// <param name="ExpiresAt">Until when the offer stands; then the next in line gets it.</param>
[Event("intake.slot-offered@1", Feature = "intake.scheduling")]
public sealed record SlotOffered(
    [property: Stream] ClientId Client, WaitlistEntryId Entry, AppointmentId Appointment, SiteId? Site, TeamId Team, UserId? Owner,
    DateTimeOffset StartsAt, DateTimeOffset OfferedAt, DateTimeOffset ExpiresAt);

/// <summary>How an offer ended.</summary>
public enum OfferAnswer
{
    /// <summary>The client takes the time.</summary>
    Accepted,

    /// <summary>The client does not want it.</summary>
    Declined,

    /// <summary>Nobody has answered in time.</summary>
    Expired,
}

/// <summary>An offer has ended.</summary>
[Event("intake.slot-offer-ended@1", Feature = "intake.scheduling")]
public sealed record SlotOfferEnded(
    [property: Stream] ClientId Client, WaitlistEntryId Entry, AppointmentId Appointment, OfferAnswer Answer, DateTimeOffset EndedAt);

/// <summary>Somebody does not wait any more.</summary>
/// <param name="Booked">Whether they have an appointment now.</param>
[Event("intake.waitlist-left@1", Feature = "intake.scheduling")]
public sealed record WaitlistLeft([property: Stream] ClientId Client, WaitlistEntryId Entry, bool Booked, DateTimeOffset LeftAt);
