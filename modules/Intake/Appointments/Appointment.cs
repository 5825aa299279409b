using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Intake;

/// <summary>Where an appointment stands.</summary>
internal enum AppointmentState
{
    /// <summary>It is agreed.</summary>
    Booked,

    /// <summary>It will not take place.</summary>
    Cancelled,

    /// <summary>Its time is held until somebody has answered.</summary>
    Held,

    /// <summary>The client has come.</summary>
    CheckedIn,

    /// <summary>The client did not come.</summary>
    NoShow,
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

    /// <summary>The clinician did not want it.</summary>
    ClinicianDeclined,

    /// <summary>The client did not want the time that was offered.</summary>
    OfferDeclined,

    /// <summary>Nobody has answered in time.</summary>
    NotAnswered,

    /// <summary>The client has died.</summary>
    ClientDied,

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

    public SiteId? Site { get; private set; }

    public UserId Clinician { get; private set; }

    /// <summary>The team with which it lies: that of the inquiry which it answers, else a program's in which alone the clinician works.</summary>
    public TeamId? Team { get; private set; }

    public AppointmentMode Mode { get; private set; }

    /// <summary>The kind of visit; null when it was booked by its length.</summary>
    public VisitTypeId? VisitType { get; private init; }

    public DateTimeOffset StartsAt { get; private set; }

    public DateTimeOffset EndsAt { get; private set; }

    /// <summary>Kept free behind it.</summary>
    public int BufferMinutes { get; private init; }

    /// <summary>How many clients the visit takes: one, or those of a group.</summary>
    public int Seats { get; private init; } = 1;

    public AppointmentState State { get; private set; }

    public DateTimeOffset BookedAt { get; private set; }

    public UserId? BookedBy { get; private init; }

    /// <summary>Why it lies outside the clinician's hours or on top of another visit, as a code; null when nobody had to say.</summary>
    public string? AddOn { get; private set; }

    /// <summary>Until when a tentative one keeps its time.</summary>
    public DateTimeOffset? HeldUntil { get; private set; }

    /// <summary>The entry of the waitlist to which it was offered.</summary>
    public WaitlistEntryId? WaitlistEntry { get; private init; }

    public DateTimeOffset? CheckedInAt { get; private set; }

    public UserId? CheckedInBy { get; private set; }

    /// <summary>When the grace time ran out and nobody had come.</summary>
    public DateTimeOffset? SuspectedAt { get; private set; }

    public DateTimeOffset? MissedAt { get; private set; }

    public UserId? MissedBy { get; private set; }

    public DateTimeOffset? CancelledAt { get; private set; }

    public UserId? CancelledBy { get; private set; }

    public Cancellation? Cancellation { get; private set; }

    /// <summary>Cancelled later than the tenant's hours before it.</summary>
    public bool Late { get; private set; }

    /// <summary>How often it was moved.</summary>
    public int Moves { get; private set; }

    public int Version { get; private set; }

    /// <summary>Whether it takes the clinician's time.</summary>
    public bool TakesTime => State is AppointmentState.Held or AppointmentState.Booked or AppointmentState.CheckedIn;

    /// <summary>A time is agreed, or held until somebody has answered.</summary>
    public static Appointment Book(Wanted wanted, UserId? by, DateTimeOffset? heldUntil, TimeProvider clock) => new()
    {
        Id = Platform.Id.New<AppointmentId>(clock),
        Client = wanted.Client,
        Inquiry = wanted.Inquiry,
        Site = wanted.Site,
        Clinician = wanted.Clinician,
        Team = wanted.Team,
        Mode = wanted.Mode,
        VisitType = wanted.Type?.Id,
        StartsAt = wanted.From,
        EndsAt = wanted.To,
        BufferMinutes = wanted.Buffer,
        Seats = wanted.Type?.Seats ?? 1,
        State = heldUntil is null ? AppointmentState.Booked : AppointmentState.Held,
        BookedAt = clock.GetUtcNow(),
        BookedBy = by,
        AddOn = wanted.AddOn,
        HeldUntil = heldUntil?.ToUniversalTime(),
        WaitlistEntry = wanted.Entry,
        Version = 1,
    };

    /// <summary>What was held is agreed.</summary>
    public void Confirm(DateTimeOffset at) => (State, HeldUntil, BookedAt) = (AppointmentState.Booked, null, at);

    /// <summary>It will not take place.</summary>
    public void Cancel(Cancellation why, UserId? by, DateTimeOffset at, bool late = false) =>
        (State, Cancellation, CancelledBy, CancelledAt, Late) = (AppointmentState.Cancelled, why, by, at, late);

    /// <summary>It takes place at another time, place or with somebody else, and is as long as before.</summary>
    public void Move(Wanted wanted)
    {
        (Clinician, Site, Mode, AddOn) = (wanted.Clinician, wanted.Site, wanted.Mode, wanted.AddOn);
        (StartsAt, EndsAt, SuspectedAt, Moves) = (wanted.From, wanted.To, null, Moves + 1);
    }

    /// <summary>The client has come.</summary>
    public void CheckIn(UserId? by, DateTimeOffset at) =>
        (State, CheckedInAt, CheckedInBy, MissedAt, MissedBy) = (AppointmentState.CheckedIn, at, by, null, null);

    /// <summary>The grace time has run out and nobody has come.</summary>
    public void Suspect(DateTimeOffset at) => SuspectedAt = at;

    /// <summary>The client did not come.</summary>
    public void Miss(UserId? by, DateTimeOffset at) => (State, MissedAt, MissedBy) = (AppointmentState.NoShow, at, by);
}
