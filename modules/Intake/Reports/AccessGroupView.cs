using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Intake;

/// <summary>How long the people of one group waited for their first appointment.</summary>
[View<AccessGroup>]
internal static class AccessGroupView
{
    private const int ShareDigits = 4;

    /// <summary>The group's door, when grouped by door.</summary>
    public static Door? Door(AccessGroup group) => group.Door;

    /// <summary>The group's site, when grouped by site; null for inquiries without one.</summary>
    public static SiteId? Site(AccessGroup group) => group.Site;

    /// <summary>The group's acuity, when grouped by acuity; null for inquiries that are not triaged.</summary>
    public static Acuity? Acuity(AccessGroup group) => group.Acuity;

    /// <summary>How many people.</summary>
    public static int PeopleCount(AccessGroup group) => group.People;

    /// <summary>How many inquiries.</summary>
    public static int InquiryCount(AccessGroup group) => group.Inquiries;

    /// <summary>How many inquiries have no appointment that stands.</summary>
    public static int NeverBookedCount(AccessGroup group) => group.NeverBooked;

    /// <summary>Hours from the request to the start of the first appointment; null when there is none.</summary>
    public static Spread? HoursToStart(AccessGroup group) => group.HoursToStart;

    /// <summary>Business days from the request to the start of the first appointment; the same day counts 0.</summary>
    public static Spread? BusinessDaysToStart(AccessGroup group) => group.DaysToStart;

    /// <summary>Hours from the request to the booking of the first appointment.</summary>
    public static Spread? HoursToBooking(AccessGroup group) => group.HoursToBooking;

    /// <summary>Business days from the request to the booking of the first appointment.</summary>
    public static Spread? BusinessDaysToBooking(AccessGroup group) => group.DaysToBooking;

    /// <summary>Triaged inquiries that have an appointment or whose limit has passed: what the share is taken of.</summary>
    public static int JudgedCount(AccessGroup group) => group.Judged;

    /// <summary>Judged inquiries whose first appointment began within the limit of their acuity.</summary>
    public static int WithinLimitCount(AccessGroup group) => group.WithinLimit;

    /// <summary>Share of the judged inquiries that were within their limit, from 0 to 1; null when none is judged.</summary>
    public static decimal? WithinLimitShare(AccessGroup group) => group.Judged == 0
        ? null
        : Math.Round((decimal)group.WithinLimit / group.Judged, ShareDigits, MidpointRounding.AwayFromZero);

    /// <summary>The inquiries behind the figures, the latest first.</summary>
    public static Task<Connection<Inquiry>> Inquiries(AccessGroup group, Page page, IntakeDb db, RequestAccess access, Actor actor, CancellationToken ct) =>
        TimeToFirstAppointment.Rows(db, actor, group, access.Programs).ToConnection(page, InquiryQueries.Latest, ct);
}

/// <summary>Several values of one figure.</summary>
[View<Spread>]
internal static class SpreadView
{
    /// <summary>The arithmetic mean, rounded to two digits.</summary>
    public static decimal Mean(Spread spread) => spread.Mean;

    /// <summary>The middle value, or the mean of the two in the middle.</summary>
    public static decimal Median(Spread spread) => spread.Median;

    /// <summary>The smallest value that at least nine in ten do not exceed.</summary>
    public static decimal Percentile90(Spread spread) => spread.Percentile90;
}
