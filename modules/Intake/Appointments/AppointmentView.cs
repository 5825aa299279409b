using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Intake;

/// <summary>A time agreed with a client.</summary>
[View<Appointment>, Audited(nameof(Client))]
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

    /// <summary>Whether it will take place.</summary>
    public static AppointmentState State(Appointment appointment) => appointment.State;

    /// <summary>When it was agreed.</summary>
    public static DateTimeOffset BookedAt(Appointment appointment) => appointment.BookedAt;

    /// <summary>Who booked it; null when the system did.</summary>
    public static UserId? BookedBy(Appointment appointment) => appointment.BookedBy;

    /// <summary>Why it will not take place; null while it will.</summary>
    public static Cancellation? Cancellation(Appointment appointment) => appointment.Cancellation;

    /// <summary>When it was cancelled.</summary>
    public static DateTimeOffset? CancelledAt(Appointment appointment) => appointment.CancelledAt;

    /// <summary>Counts changes; send it back as expectedVersion.</summary>
    public static int Version(Appointment appointment) => appointment.Version;
}
