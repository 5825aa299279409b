using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Intake;

/// <summary>By what people are put together in the report.</summary>
internal enum AccessBy
{
    /// <summary>By the door through which they came.</summary>
    Door,

    /// <summary>By the site where they arrived.</summary>
    Site,

    /// <summary>By the acuity that triage gave.</summary>
    Acuity,
}

/// <summary>Several values of one figure: exact decimals, never floating point.</summary>
/// <param name="Mean">The arithmetic mean.</param>
/// <param name="Median">The middle value, or the mean of the two in the middle.</param>
/// <param name="Percentile90">The smallest value that at least nine in ten do not exceed.</param>
internal sealed record Spread(decimal Mean, decimal Median, decimal Percentile90);

/// <summary>How long the people of one group waited for their first appointment.</summary>
/// <param name="Door">The group's door, when grouped by door.</param>
/// <param name="Site">The group's site, when grouped by site and known.</param>
/// <param name="Acuity">The group's acuity, when grouped by acuity and triaged.</param>
/// <param name="Inquiries">How many inquiries.</param>
/// <param name="People">How many people.</param>
/// <param name="NeverBooked">Inquiries without an appointment that stands.</param>
/// <param name="HoursToStart">Hours from the request to the start of the first appointment.</param>
/// <param name="DaysToStart">Business days from the request to the start of the first appointment.</param>
/// <param name="HoursToBooking">Hours from the request to the booking of the first appointment.</param>
/// <param name="DaysToBooking">Business days from the request to the booking of the first appointment.</param>
/// <param name="Judged">Triaged inquiries that have an appointment or whose limit has passed.</param>
/// <param name="WithinLimit">Those of them whose first appointment began within the limit of their acuity.</param>
/// <param name="Asked">What the report was asked.</param>
internal sealed record AccessGroup(
    Door? Door,
    SiteId? Site,
    Acuity? Acuity,
    int Inquiries,
    int People,
    int NeverBooked,
    Spread? HoursToStart,
    Spread? DaysToStart,
    Spread? HoursToBooking,
    Spread? DaysToBooking,
    int Judged,
    int WithinLimit,
    AccessAsked Asked);

/// <summary>What the report was asked.</summary>
/// <param name="From">Received at or after this instant.</param>
/// <param name="Before">Received before this instant.</param>
internal sealed record AccessAsked(AccessBy By, DateTimeOffset From, DateTimeOffset Before);
