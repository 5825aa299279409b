using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Intake;

/// <summary>A time agreed with a client.</summary>
[View<Appointment>, Audited(nameof(Client))]
[About(nameof(Appointment.Client), Team = nameof(Appointment.Team), Owner = nameof(Appointment.Clinician))]
internal static class AppointmentView
{
    /// <summary>The appointment's id.</summary>
    public static AppointmentId Id(Appointment appointment) => appointment.Id;

    /// <summary>Who comes.</summary>
    public static ClientId Client(Appointment appointment) => appointment.Client;

    /// <summary>The request that it answers.</summary>
    public static InquiryId? Inquiry(Appointment appointment) => appointment.Inquiry;

    /// <summary>Where.</summary>
    public static SiteId? Site(Appointment appointment) => appointment.Site;

    /// <summary>With whom.</summary>
    public static UserId Clinician(Appointment appointment) => appointment.Clinician;

    /// <summary>How they meet.</summary>
    public static AppointmentMode Mode(Appointment appointment) => appointment.Mode;

    /// <summary>When it begins.</summary>
    public static DateTimeOffset StartsAt(Appointment appointment) => appointment.StartsAt;

    /// <summary>When it ends.</summary>
    public static DateTimeOffset EndsAt(Appointment appointment) => appointment.EndsAt;

    /// <summary>The kind of visit; null when it was booked by its length.</summary>
    public static VisitTypeId? VisitType(Appointment appointment) => appointment.VisitType;

    /// <summary>Where it stands.</summary>
    public static AppointmentState State(Appointment appointment) => appointment.State;

    /// <summary>When it was agreed.</summary>
    public static DateTimeOffset BookedAt(Appointment appointment) => appointment.BookedAt;

    /// <summary>Who booked it; null when the system did.</summary>
    public static UserId? BookedBy(Appointment appointment) => appointment.BookedBy;

    /// <summary>Why it will not take place; null while it will.</summary>
    public static Cancellation? Cancellation(Appointment appointment) => appointment.Cancellation;

    /// <summary>When it was cancelled.</summary>
    public static DateTimeOffset? CancelledAt(Appointment appointment) => appointment.CancelledAt;

    /// <summary>Whether it was cancelled later than the organisation wants to know.</summary>
    public static bool Late(Appointment appointment) => appointment.Late;

    /// <summary>Why it lies outside the clinician's hours or on top of another visit, as a code; null when nobody had to say.</summary>
    public static string? AddOn(Appointment appointment) => appointment.AddOn;

    /// <summary>Until when a tentative one keeps its time; null when it is agreed.</summary>
    public static DateTimeOffset? HeldUntil(Appointment appointment) => appointment.HeldUntil;

    /// <summary>When the client came.</summary>
    public static DateTimeOffset? CheckedInAt(Appointment appointment) => appointment.CheckedInAt;

    /// <summary>When the grace time ran out and nobody had come; a person says how it was.</summary>
    public static DateTimeOffset? SuspectedAt(Appointment appointment) => appointment.SuspectedAt;

    /// <summary>When it was found that the client did not come.</summary>
    public static DateTimeOffset? MissedAt(Appointment appointment) => appointment.MissedAt;

    /// <summary>The reminders that were due, sent or not.</summary>
    public static Loaded<IReadOnlyList<Reminder>> Reminders(Appointment appointment, RemindersByAppointment loader) => loader.For(appointment.Id);

    /// <summary>How often it was moved.</summary>
    public static int Moves(Appointment appointment) => appointment.Moves;

    /// <summary>Counts changes; send it back as expectedVersion.</summary>
    public static int Version(Appointment appointment) => appointment.Version;
}
