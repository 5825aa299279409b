using CarePlatform.Platform;

namespace CarePlatform.Intake;

/// <summary>One measure of the time to services, of one group of people.</summary>
[View<ServiceTimes>]
internal static class ServiceTimesView
{
    private const int ShareDigits = 4;

    /// <summary>What is measured.</summary>
    public static ServiceMeasure Measure(ServiceTimes times) => times.Measure;

    /// <summary>The group, such as medicaid-only, youth or adult; all when people are not put apart.</summary>
    public static string Stratum(ServiceTimes times) => times.Stratum;

    /// <summary>How many people were looked at; of crises, how many crises.</summary>
    public static int LookedAtCount(ServiceTimes times) => times.People;

    /// <summary>How many have a time that counts: the denominator.</summary>
    public static int CountedCount(ServiceTimes times) => times.Counted;

    /// <summary>All times together, business days or hours: the numerator; null when none counts.</summary>
    public static decimal? Sum(ServiceTimes times) => times.Sum;

    /// <summary>Mean, median and 90th percentile, business days or hours; null when none counts.</summary>
    public static Spread? Times(ServiceTimes times) => times.Spread;

    /// <summary>For how many it never happened; they are in no figure and belong in the notes of the report.</summary>
    public static int NeverCount(ServiceTimes times) => times.Never;

    /// <summary>For how many it happened after the end of the year, and counts the fixed number of days.</summary>
    public static int LateCount(ServiceTimes times) => times.Late;

    /// <summary>Of how many no birth date is known; they are in no figure.</summary>
    public static int NoBirthDateCount(ServiceTimes times) => times.Undated;

    /// <summary>Share of those that count who were within the target of days, from 0 to 1; null for crises and when none counts.</summary>
    public static decimal? WithinTargetShare(ServiceTimes times) => times.Counted == 0 || times.Measure is ServiceMeasure.Crisis
        ? null
        : Math.Round((decimal)times.Prompt / times.Counted, ShareDigits, MidpointRounding.AwayFromZero);

    /// <summary>The inquiries behind the figures, the latest first.</summary>
    /// <param name="of">Which people.</param>
    public static Task<Connection<Inquiry>> Inquiries(ServiceTimes times, TimesOf of, Page page, IntakeDb db, CancellationToken ct) =>
        TimeToServices.Rows(db, times, of).ToConnection(page, InquiryQueries.Latest, ct);
}
