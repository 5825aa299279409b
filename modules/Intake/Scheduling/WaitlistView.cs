using System.Linq.Expressions;
using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Intake;

/// <summary>Which entries of the waitlist are wanted; all conditions must hold.</summary>
/// <param name="Open">True: those who wait or have an offer. False: those who do not wait any more.</param>
/// <param name="VisitType">For this kind of visit.</param>
/// <param name="Site">Only at this site, or at any.</param>
/// <param name="Team">On the list of this team.</param>
/// <param name="Owner">Seen to by this person.</param>
/// <param name="Client">Of this client.</param>
internal sealed record WaitlistFilter(
    bool? Open = true, VisitTypeId? VisitType = null, SiteId? Site = null, TeamId? Team = null, UserId? Owner = null, ClientId? Client = null)
{
    /// <summary>Those of <paramref name="entries"/> that are wanted.</summary>
    public IQueryable<WaitlistEntry> Of(IQueryable<WaitlistEntry> entries) => entries
        .If(Open is true, e => e.State == WaitlistState.Waiting || e.State == WaitlistState.Offered)
        .If(Open is false, e => e.State == WaitlistState.Booked || e.State == WaitlistState.Left)
        .If(VisitType is not null, e => e.VisitType == VisitType)
        .If(Site is not null, e => e.Site == null || e.Site == Site)
        .If(Team is not null, e => e.Team == Team)
        .If(Owner is not null, e => e.Owner == Owner)
        .If(Client is not null, e => e.Client == Client);
}

/// <summary>What a permission lets somebody see of the waitlist, and why an entry cannot be worked on.</summary>
internal static class WaitlistReach
{
    public static IQueryable<WaitlistEntry> WaitlistFor(this IntakeDb db, string permission) => db.Actor.ClosedTeams.Count == 0
        ? db.WaitlistWithin(db.Actor.ReachOf(permission))
        : db.WaitlistWithin(db.Actor.ReachOf(permission)).Where(e => !db.ClosedTeams.Contains(e.Team) || e.Owner == db.Me);

    public static IQueryable<WaitlistEntry> WaitlistWithin(this IntakeDb db, Reach reach) => reach switch
    {
        Reach.None => db.Waitlist.Where(_ => false),
        Reach.Own => db.Waitlist.Where(e => e.Owner == db.Me),
        Reach.Team => db.Waitlist.Where(e => e.Owner == db.Me || db.MyTeams.Contains(e.Team)),
        _ => db.Waitlist,
    };

    public static Refusal? Problem(this WaitlistEntry entry, int? expectedVersion) =>
        expectedVersion is { } expected && expected != entry.Version ? new VersionConflict(expected, entry.Version)
        : entry.IsOpen ? null : new NotWaiting();
}

/// <summary>They do not wait any more.</summary>
internal sealed record NotWaiting() : Refusal(
    "intake.not_waiting", "This person does not wait any more. Put them on the list anew when they wait again.", "input.entry");

[Query, Feature("intake.scheduling"), Requires("intake.read")]
internal static class WaitlistQueries
{
    private static readonly Ordering<WaitlistEntry, DateTimeOffset, WaitlistEntryId> InLine = new(e => e.RanksSince, e => e.Id);

    /// <summary>Who waits for a visit, the first in line first.</summary>
    /// <param name="where">Which ones; those who wait or have an offer when left out.</param>
    public static Task<Connection<WaitlistEntry>> Waitlist(WaitlistFilter? where, Page page, IntakeDb db, CancellationToken ct) =>
        (where ?? new WaitlistFilter()).Of(db.WaitlistFor("intake.read").AsNoTracking()).ToConnection(page, InLine, ct);
}

/// <summary>Entries of the waitlist by id, those within the caller's reach.</summary>
[Requires("intake.read")]
internal sealed class WaitlistEntryById(IntakeDb db) : RowById<IntakeDb, WaitlistEntryId, WaitlistEntry>(db)
{
    protected override Expression<Func<WaitlistEntry, WaitlistEntryId>> Key => e => e.Id;

    protected override IQueryable<WaitlistEntry> Rows(Reach reach) => Db.WaitlistWithin(reach);
}

/// <summary>Somebody who waits for a visit.</summary>
[View<WaitlistEntry>, Audited(nameof(Client)), About(nameof(WaitlistEntry.Client), Team = nameof(WaitlistEntry.Team), Owner = nameof(WaitlistEntry.Owner))]
internal static class WaitlistEntryView
{
    /// <summary>Its id.</summary>
    public static WaitlistEntryId Id(WaitlistEntry entry) => entry.Id;

    /// <summary>Who waits.</summary>
    public static ClientId Client(WaitlistEntry entry) => entry.Client;

    /// <summary>The request that the visit will answer.</summary>
    public static InquiryId? Inquiry(WaitlistEntry entry) => entry.Inquiry;

    /// <summary>For which kind of visit.</summary>
    public static VisitTypeId VisitType(WaitlistEntry entry) => entry.VisitType;

    /// <summary>Only at this site; at any when null.</summary>
    public static SiteId? Site(WaitlistEntry entry) => entry.Site;

    /// <summary>Only with this clinician; with any when null.</summary>
    public static UserId? Clinician(WaitlistEntry entry) => entry.Clinician;

    /// <summary>Only in this way; in any when null.</summary>
    public static AppointmentMode? Mode(WaitlistEntry entry) => entry.Mode;

    /// <summary>Only with somebody who speaks it.</summary>
    public static string? Language(WaitlistEntry entry) => entry.Language;

    /// <summary>Only on these days of the week; on any when null.</summary>
    public static IReadOnlyList<Weekday>? Weekdays(WaitlistEntry entry) => entry.Weekdays;

    /// <summary>Not earlier in the day, by the clock of the site.</summary>
    public static TimeOnly Opens(WaitlistEntry entry) => ClinicHours.TimeOf(entry.FromMinute);

    /// <summary>Not later in the day; 00:00 is the end of the day.</summary>
    public static TimeOnly Closes(WaitlistEntry entry) => ClinicHours.TimeOf(entry.ToMinute);

    /// <summary>Not before this day.</summary>
    public static DateOnly? NotBefore(WaitlistEntry entry) => entry.NotBefore;

    /// <summary>How urgent it is; null when nobody has said.</summary>
    public static Acuity? Acuity(WaitlistEntry entry) => entry.Acuity;

    /// <summary>The team whose list it is on.</summary>
    public static TeamId Team(WaitlistEntry entry) => entry.Team;

    /// <summary>The person who sees to it; null while the team does.</summary>
    public static UserId? Owner(WaitlistEntry entry) => entry.Owner;

    /// <summary>Since when they wait.</summary>
    public static DateTimeOffset WaitingSince(WaitlistEntry entry) => entry.WaitingSince;

    /// <summary>Whole days that they have waited, or had waited when they left.</summary>
    public static int DaysWaited(WaitlistEntry entry, TimeProvider clock) =>
        (int)((entry.LeftAt ?? clock.GetUtcNow()) - entry.WaitingSince).TotalDays;

    /// <summary>Where they stand.</summary>
    public static WaitlistState State(WaitlistEntry entry) => entry.State;

    /// <summary>When they left the list.</summary>
    public static DateTimeOffset? LeftAt(WaitlistEntry entry) => entry.LeftAt;

    /// <summary>Why they left the list.</summary>
    public static WaitlistLeaving? LeftReason(WaitlistEntry entry) => entry.LeftReason;

    /// <summary>Counts changes; send it back as expectedVersion.</summary>
    public static int Version(WaitlistEntry entry) => entry.Version;
}
