using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Intake;

/// <summary>What others hear of an appointment.</summary>
internal static class AppointmentEvents
{
    public static AppointmentBooked ToBooked(this Appointment a) => new(a.Client, a.Id, a.Inquiry, a.Site, a.StartsAt);

    public static AppointmentCancelled ToCancelled(this Appointment a) => new(a.Client, a.Id, a.Inquiry, a.Late, a.StartsAt);

    public static AppointmentMissed ToMissed(this Appointment a) =>
        new(a.Client, a.Id, a.Inquiry, a.Site, a.Clinician, a.StartsAt, a.MissedAt!.Value);
}

/// <summary>It has begun, or is over.</summary>
internal sealed record HasBegun() : Refusal(
    "intake.appointment_begun", "This appointment has begun or is over; only one that lies ahead can be moved or cancelled.", "input.appointment");

/// <summary>It has not begun, or nothing can be said of it any more.</summary>
/// <param name="State">Where it stands.</param>
internal sealed record AppointmentNotOpen(AppointmentState State) : Refusal(
    "intake.appointment_not_open", "The appointment does not stand as agreed any more, or not yet. Read it again.", "input.appointment");
