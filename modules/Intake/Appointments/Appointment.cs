using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Intake;

/// <summary>How client and clinician meet.</summary>
internal enum AppointmentMode
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

/// <summary>Whether an appointment will take place.</summary>
internal enum AppointmentState
{
    /// <summary>It is agreed.</summary>
    Booked,

    /// <summary>It will not take place.</summary>
    Cancelled,
}

/// <summary>Why an appointment will not take place.</summary>
internal enum Cancellation
{
    /// <summary>The client asked for it.</summary>
    ClientAsked,

    /// <summary>The client is ill.</summary>
    ClientIll,

    /// <summary>The clinician is not there.</summary>
    ClinicianAway,

    /// <summary>The site is closed.</summary>
    SiteClosed,

    /// <summary>It was booked in error.</summary>
    BookedInError,

    /// <summary>Another reason.</summary>
    Other,
}

/// <summary>A time agreed with a client.</summary>
internal sealed class Appointment
{
    private Appointment()
    {
    }

    public AppointmentId Id { get; private init; }

    public ClientId Client { get; private init; }

    /// <summary>The request that it answers.</summary>
    public InquiryId? Inquiry { get; private init; }

    public SiteId? Site { get; private init; }

    public UserId Clinician { get; private init; }

    public AppointmentMode Mode { get; private init; }

    public DateTimeOffset StartsAt { get; private init; }

    public DateTimeOffset EndsAt { get; private init; }

    public AppointmentState State { get; private set; }

    public DateTimeOffset BookedAt { get; private init; }

    public UserId? BookedBy { get; private init; }

    public DateTimeOffset? CancelledAt { get; private set; }

    public UserId? CancelledBy { get; private set; }

    public Cancellation? Cancellation { get; private set; }

    public int Version { get; private set; }

    /// <summary>A time is agreed.</summary>
    public static Appointment Book(
        ClientId client, InquiryId? inquiry, SiteId? site, UserId clinician, AppointmentMode mode,
        DateTimeOffset startsAt, int minutes, UserId? by, TimeProvider clock) => new()
        {
            Id = Platform.Id.New<AppointmentId>(clock),
            Client = client,
            Inquiry = inquiry,
            Site = site,
            Clinician = clinician,
            Mode = mode,
            StartsAt = startsAt.ToUniversalTime(),
            EndsAt = startsAt.ToUniversalTime().AddMinutes(minutes),
            State = AppointmentState.Booked,
            BookedAt = clock.GetUtcNow(),
            BookedBy = by,
            Version = 1,
        };

    /// <summary>It will not take place.</summary>
    public void Cancel(Cancellation why, UserId? by, DateTimeOffset at) =>
        (State, Cancellation, CancelledBy, CancelledAt) = (AppointmentState.Cancelled, why, by, at);
}
