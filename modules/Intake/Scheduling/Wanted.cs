using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Intake;

/// <summary>An appointment that is wanted.</summary>
/// <param name="Minutes">How long it takes.</param>
/// <param name="AddOn">Why it may lie outside the clinician's hours or on top of another visit, as a code.</param>
/// <param name="Moving">The appointment that is moved; its own time is not in its way.</param>
/// <param name="Entry">The entry of the waitlist to which it is offered.</param>
/// <param name="Team">The team with which it lies.</param>
internal sealed record Wanted(
    ClientId Client, InquiryId? Inquiry, UserId Clinician, SiteId? Site, AppointmentMode Mode, VisitType? Type, DateTimeOffset Start, int Minutes,
    string? AddOn = null, AppointmentId? Moving = null, WaitlistEntryId? Entry = null, TeamId? Team = null)
{
    /// <summary>When it begins.</summary>
    public DateTimeOffset From => Start.ToUniversalTime();

    /// <summary>When it ends.</summary>
    public DateTimeOffset To => From.AddMinutes(Minutes);

    /// <summary>Kept free behind it.</summary>
    public int Buffer => Type?.BufferMinutes ?? 0;
}

/// <summary>How a wanted appointment fits into the clinician's time.</summary>
/// <param name="Asks">Whether the clinician must be asked.</param>
/// <param name="DoubleBooked">Whether somebody else has an appointment then.</param>
internal sealed record Fit(bool Asks, bool DoubleBooked);

/// <summary>The time has passed.</summary>
internal sealed record TimeHasPassed() : Refusal("intake.time_has_passed", "This time has passed. Book a time that lies ahead.", "input.start");

/// <summary>The clinician meets somebody else then.</summary>
/// <param name="From">When the other appointment begins.</param>
/// <param name="To">When it ends.</param>
/// <param name="NextFree">The next times at which the same visit could begin.</param>
internal sealed record ClinicianTaken(DateTimeOffset From, DateTimeOffset To, IReadOnlyList<Slot> NextFree) : Refusal(
    "intake.clinician_taken",
    $"The clinician has another appointment from {From:yyyy-MM-dd HH:mm} to {To:HH:mm} UTC. Choose another time or another clinician, "
    + "or say in addOn why it must be then.",
    "input.start");

/// <summary>The clinician does not see people then.</summary>
/// <param name="NextFree">The next times at which the same visit could begin.</param>
internal sealed record OutsideHours(IReadOnlyList<Slot> NextFree) : Refusal(
    "intake.outside_hours",
    "The clinician does not see people at that time, or not for this. Choose a free time, or say in addOn why it must be then.",
    "input.start");

/// <summary>The organisation allows no add-ons.</summary>
internal sealed record AddOnsRefused() : Refusal(
    "intake.add_ons_refused", "The organisation books within hours and free times only. Choose a free time.", "input.addOn");

/// <summary>The clinician must be asked first, which a move cannot wait for.</summary>
internal sealed record ClinicianMustAgree() : Refusal(
    "intake.clinician_must_agree",
    "The clinician must agree to this time. Book it as a new appointment, and cancel this one when it is confirmed.", "input.start");

/// <summary>The person does not work here any more.</summary>
internal sealed record ClinicianNotThere() : Refusal(
    "intake.clinician_not_there", "This person no longer works here. Choose another clinician.", "input.with");

/// <summary>The clinician does not give this kind of visit.</summary>
internal sealed record VisitNotGiven() : Refusal(
    "intake.visit_not_given", "This clinician has no role that may give this kind of visit. Choose another clinician or kind of visit.", "input.with");

/// <summary>People do not meet in this way for this kind of visit.</summary>
internal sealed record ModeNotOffered() : Refusal(
    "intake.mode_not_offered", "This kind of visit is not offered in this way. Choose one of its modes.", "input.mode");
