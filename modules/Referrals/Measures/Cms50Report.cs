using System.ComponentModel.DataAnnotations.Schema;
using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CarePlatform.Referrals;

/// <summary>The populations of CMS50, in numbers of people.</summary>
[NotMapped]
internal sealed record Cms50Figures(int Year, int InitialPopulation, int Numerator);

/// <summary>A population of CMS50 whose referrals can be opened.</summary>
internal enum Cms50Population
{
    /// <summary>Everybody who is measured: with a visit in the year, and a referral in its first ten months.</summary>
    Denominator,

    /// <summary>Those whose report came.</summary>
    Numerator,

    /// <summary>Those whose report has not come.</summary>
    Missing,
}

/// <summary>The same rule as <see cref="Cms50"/> over the tenant's own facts, for all people at once; a property test holds the two together.</summary>
internal static class Cms50Sql
{
    private const string People = """
        (select f.id as referral, exists (
                select 1 from referrals.referral_steps s
                where s.referral = f.id and s.move = 'report-outcome' and s.happened_at > f.sent_at and s.happened_at < @until) as reported
         from (select distinct on (r.client) r.client, r.id, r.sent_at
               from referrals.referrals r
               where r.sent_at >= @since and r.sent_at < @referrals and r.status <> 'void'
               order by r.client, r.sent_at, r.id) f
         where exists (select 1 from referrals.measured_visits v where v.client = f.client and v.at >= @since and v.at < @until
             and v.kind = any(@kinds))) m
        """;

    public const string Figures = $"""
        select @year as "Year", count(*)::int as "InitialPopulation", (count(*) filter (where m.reported))::int as "Numerator" from {People}
        """;

    /// <summary>The referrals that are measured, one for each person.</summary>
    public static string Referrals(Cms50Population which) => $"select r.* from referrals.referrals r join {People} on m.referral = r.id" + which switch
    {
        Cms50Population.Numerator => " where m.reported",
        Cms50Population.Missing => " where not m.reported",
        _ => "",
    };

    public static object[] Parameters(MeasuredYear year) =>
    [
        new NpgsqlParameter("year", year.Year), new NpgsqlParameter("since", year.Start), new NpgsqlParameter("until", year.End),
        new NpgsqlParameter("referrals", year.ReferralsEnd(Cms50Definition.Current)),
        new NpgsqlParameter("kinds", Cms50Definition.Current.CountedVisits.Select(k => k.ToText()).ToArray()),
    ];
}

/// <summary>Measures whether reports on referrals came back, as CMS50 does.</summary>
[Query, Feature("referrals"), Requires("referrals.report")]
internal static class Cms50Queries
{
    /// <summary>CMS50, Closing the Referral Loop: Receipt of Specialist Report, over the referrals of a year.</summary>
    /// <param name="year">The measurement year, 2000 to 2100.</param>
    public static async Task<Cms50Figures> Cms50(int year, ReferralsDb db, TimeProvider clock, CancellationToken ct) =>
        await db.Database.SqlQueryRaw<Cms50Figures>(Cms50Sql.Figures, Cms50Sql.Parameters(YearOf(year, clock))).SingleAsync(ct);

    /// <summary>The measured referrals behind a number of CMS50, one for each person: those within the caller's reach.</summary>
    /// <param name="year">The measurement year.</param>
    /// <param name="population">Behind which number.</param>
    public static Task<Connection<Referral>> Cms50Referrals(
        int year, Cms50Population population, Page page, ReferralsDb db, TimeProvider clock, CancellationToken ct)
    {
        var wanted = db.Referrals.FromSqlRaw(Cms50Sql.Referrals(population), Cms50Sql.Parameters(YearOf(year, clock))).Select(r => r.Id);
        return db.ReferralsFor(ReferralReach.Read).Where(r => wanted.Contains(r.Id))
            .ToConnection(page, new Ordering<Referral, DateTimeOffset, ReferralId>(r => r.DraftedAt, r => r.Id, Descending: true), ct);
    }

    internal static MeasuredYear YearOf(int year, TimeProvider clock) => year is >= 2000 and <= 2100
        ? new MeasuredYear(year, clock.LocalTimeZone)
        : throw new InvalidPageException("The year is 2000 to 2100.");
}

/// <summary>The populations of CMS50, in numbers of people.</summary>
[View<Cms50Figures>("Cms50")]
internal static class Cms50View
{
    /// <summary>The measurement year.</summary>
    public static int Year(Cms50Figures figures) => figures.Year;

    /// <summary>The version of the specification by which it was counted.</summary>
    public static string SpecVersion(Cms50Figures figures) => Cms50Definition.Current.SpecVersion;

    /// <summary>People with a visit in the year and a referral from 1 January to 31 October.</summary>
    public static int InitialPopulation(Cms50Figures figures) => figures.InitialPopulation;

    /// <summary>The same people: there are neither exclusions nor exceptions.</summary>
    public static int Denominator(Cms50Figures figures) => figures.InitialPopulation;

    /// <summary>Those of them whose partner reported on the first referral, after it was sent and within the year.</summary>
    public static int Numerator(Cms50Figures figures) => figures.Numerator;

    /// <summary>The share, from 0 to 1; null where nobody is measured.</summary>
    public static decimal? Rate(Cms50Figures figures) => figures.InitialPopulation == 0
        ? null
        : Math.Round((decimal)figures.Numerator / figures.InitialPopulation, 4, MidpointRounding.AwayFromZero);
}
