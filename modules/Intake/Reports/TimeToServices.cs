using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CarePlatform.Intake;

/// <summary>
/// Time to services of new clients in a measurement year (I-SERV): business days from the first request to the initial evaluation and to
/// the first service, and hours from a crisis to the service that answered it. How it is counted is set by changeAccessRules.
/// </summary>
[Query, Feature("intake.access-report"), Requires("intake.report")]
internal static class TimeToServices
{
    private const int FirstYear = 1990;
    private const int LastYear = 2200;

    /// <param name="year">The measurement year; where it does not begin in January, the calendar year in which it begins.</param>
    /// <param name="by">By what people are put together.</param>
    public static async Task<IReadOnlyList<ServiceTimes>> Handle(
        int year, StratumBy by, IntakeDb db, RequestAccess access, Calendars calendars, TimeProvider clock, CancellationToken ct)
    {
        if (year is < FirstYear or > LastYear)
        {
            throw new InvalidPageException($"Ask for a year from {FirstYear} to {LastYear}.");
        }

        var rules = await AccessRulesQueries.Read(db, ct);
        var first = new DateOnly(year, rules.YearStartsIn, 1);
        var end = first.AddYears(1).AddDays(-1);
        var asked = new TimesAsked(by, end, await AccessScope.Read(first, end, end, rules, db, access, calendars, clock, ct));
        var rows = await db.Database.SqlQueryRaw<ServiceTimesRow>(TimeToServicesSql.Figures, TimeToServicesSql.Parameters(asked)).ToListAsync(ct);
        return [.. rows.Select(r => r.ToTimes(asked))];
    }

    /// <summary>The inquiries behind a figure.</summary>
    internal static IQueryable<Inquiry> Rows(IntakeDb db, ServiceTimes times, TimesOf which) => db.Inquiries.FromSqlRaw(
        TimeToServicesSql.People,
        TimeToServicesSql.Parameters(
            times.Asked,
            new NpgsqlParameter("measure", times.Measure.ToText()), new NpgsqlParameter("stratum", times.Stratum), new NpgsqlParameter("which", which.ToText())))
        .AsNoTracking();
}
