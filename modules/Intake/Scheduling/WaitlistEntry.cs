using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Intake;

/// <summary>Where somebody who waits stands.</summary>
internal enum WaitlistState
{
    /// <summary>They wait.</summary>
    Waiting,

    /// <summary>A time is held for them.</summary>
    Offered,

    /// <summary>They have an appointment.</summary>
    Booked,

    /// <summary>They do not wait any more.</summary>
    Left,
}

/// <summary>Why somebody does not wait any more.</summary>
internal enum WaitlistLeaving
{
    /// <summary>They have an appointment.</summary>
    Booked,

    /// <summary>They do not want it any more.</summary>
    NotWanted,

    /// <summary>They could not be reached.</summary>
    NotReached,

    /// <summary>Somebody else sees them.</summary>
    SeenElsewhere,

    /// <summary>They have moved away.</summary>
    MovedAway,

    /// <summary>They have died.</summary>
    Died,

    /// <summary>Another reason.</summary>
    Other,
}

/// <summary>What somebody who waits can take.</summary>
/// <param name="Site">Only at this site.</param>
/// <param name="Clinician">Only with this clinician.</param>
/// <param name="Mode">Only in this way; in any way of the kind of visit when null.</param>
/// <param name="Language">Only with somebody who speaks it, as a BCP 47 tag.</param>
/// <param name="Weekdays">Only on these days of the week.</param>
/// <param name="Opens">Not earlier in the day, by the clock of the site.</param>
/// <param name="Closes">Not later in the day; 00:00 is the end of the day.</param>
/// <param name="NotBefore">Not before this day.</param>
internal sealed record WaitlistLimits(
    SiteId? Site = null, UserId? Clinician = null, AppointmentMode? Mode = null, string? Language = null,
    IReadOnlyList<Weekday>? Weekdays = null, TimeOnly Opens = default, TimeOnly Closes = default, DateOnly? NotBefore = null);

/// <summary>Somebody who waits for a visit; it has an owner from the first second.</summary>
internal sealed class WaitlistEntry
{
    private WaitlistEntry()
    {
    }

    public WaitlistEntryId Id { get; private init; }

    public ClientId Client { get; private init; }

    public InquiryId? Inquiry { get; private init; }

    public VisitTypeId VisitType { get; private init; }

    public SiteId? Site { get; private init; }

    public UserId? Clinician { get; private init; }

    public AppointmentMode? Mode { get; private init; }

    public string? Language { get; private init; }

    public IReadOnlyList<Weekday>? Weekdays { get; private init; }

    public int FromMinute { get; private init; }

    public int ToMinute { get; private init; }

    public DateOnly? NotBefore { get; private init; }

    public Acuity? Acuity { get; private init; }

    /// <summary>The team whose list it is on.</summary>
    public TeamId Team { get; private set; }

    /// <summary>The person who sees to it; null while the team does.</summary>
    public UserId? Owner { get; private set; }

    public DateTimeOffset WaitingSince { get; private init; }

    /// <summary>The order of the list: since when they wait, and earlier by the tenant's days for each step of acuity.</summary>
    public DateTimeOffset RanksSince { get; private init; }

    public WaitlistState State { get; private set; }

    public DateTimeOffset? LeftAt { get; private set; }

    public UserId? LeftBy { get; private set; }

    public WaitlistLeaving? LeftReason { get; private set; }

    public int Version { get; private set; } = 1;

    public bool IsOpen => State is WaitlistState.Waiting or WaitlistState.Offered;

    /// <summary>Somebody begins to wait.</summary>
    /// <param name="acuity">The acuity that is shown.</param>
    /// <param name="ranksAs">The acuity by which they rank, which may be a program's.</param>
    /// <param name="stepDays">So many days of waiting weigh as much as one step of acuity.</param>
    public static WaitlistEntry Join(
        ClientId client, InquiryId? inquiry, VisitTypeId type, WaitlistLimits limits, Acuity? acuity, Acuity? ranksAs, TeamId team, UserId? owner,
        DateTimeOffset since, int stepDays, TimeProvider clock) => new()
        {
            Id = Platform.Id.New<WaitlistEntryId>(clock),
            Client = client,
            Inquiry = inquiry,
            VisitType = type,
            Site = limits.Site,
            Clinician = limits.Clinician,
            Mode = limits.Mode,
            Language = limits.Language,
            Weekdays = limits.Weekdays,
            FromMinute = ClinicHours.MinuteOf(limits.Opens, isEnd: false),
            ToMinute = ClinicHours.MinuteOf(limits.Closes, isEnd: true),
            NotBefore = limits.NotBefore,
            Acuity = acuity,
            Team = team,
            Owner = owner,
            WaitingSince = since,
            RanksSince = since.AddDays(-stepDays * Steps(ranksAs)),
            State = WaitlistState.Waiting,
        };

    /// <summary>Somebody else sees to it.</summary>
    public void Assign(TeamId team, UserId? owner) => (Team, Owner) = (team, owner);

    /// <summary>A time is held for them.</summary>
    public void Offer() => State = WaitlistState.Offered;

    /// <summary>The offer came to nothing: they wait on, in their old place.</summary>
    public void WaitOn() => State = WaitlistState.Waiting;

    /// <summary>They do not wait any more.</summary>
    public void Leave(WaitlistLeaving why, UserId? by, DateTimeOffset at) =>
        (State, LeftReason, LeftBy, LeftAt) = (why is WaitlistLeaving.Booked ? WaitlistState.Booked : WaitlistState.Left, why, by, at);

    /// <summary>Whether they can come at this time, by the clock of the site.</summary>
    public bool CanCome(DateTime local, int minutes)
    {
        var minute = (int)local.TimeOfDay.TotalMinutes;
        return !(NotBefore > DateOnly.FromDateTime(local)) && minute >= FromMinute && minute + minutes <= ToMinute
            && (Weekdays is null || Weekdays.Contains((Weekday)(((int)local.DayOfWeek + 6) % 7)));
    }

    private static int Steps(Acuity? acuity) => acuity switch
    {
        Contracts.Acuity.Emergent => 2,
        Contracts.Acuity.Urgent => 1,
        _ => 0,
    };
}
