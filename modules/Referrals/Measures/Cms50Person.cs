using System.ComponentModel.DataAnnotations.Schema;
using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Referrals;

/// <summary>In which populations of CMS50 a client is, and by which referral.</summary>
[NotMapped]
internal sealed record Cms50Standing(Cms50Result Result, ReferralId? Referral);

/// <summary>Says in which populations of CMS50 one client is: the rule itself, over what is known of the client.</summary>
[Query, Feature("referrals"), Requires("referrals.report")]
internal static class Cms50Person
{
    /// <param name="client">The client.</param>
    /// <param name="year">The measurement year, 2000 to 2100.</param>
    public static async Task<Cms50Standing> Handle(ClientId client, int year, ReferralsDb db, TimeProvider clock, CancellationToken ct)
    {
        var (measured, definition) = (Cms50Queries.YearOf(year, clock), Cms50Definition.Current);
        var visits = await db.MeasuredVisits.AsNoTracking().Where(v => v.Client == client).ToListAsync(ct);
        var referrals = await db.Referrals.AsNoTracking().Where(r => r.Client == client).ToListAsync(ct);
        List<ReferralId> ids = [.. referrals.Select(r => r.Id)];
        var reports = await db.Steps.AsNoTracking().Where(s => ids.Contains(s.Referral) && s.Move == ReferralMove.ReportOutcome).ToListAsync(ct);
        var result = Cms50.Measure(Cms50Facts.OfOwn(visits, referrals, reports, definition), measured, definition);
        return new Cms50Standing(result, result.FirstOrder is { } first ? new ReferralId(Guid.Parse(first)) : null);
    }
}

/// <summary>In which populations of CMS50 a client is.</summary>
[View<Cms50Standing>]
internal static class Cms50StandingView
{
    /// <summary>Whether there is a visit in the year and a referral from 1 January to 31 October.</summary>
    public static bool InitialPopulation(Cms50Standing standing) => standing.Result.InitialPopulation;

    /// <summary>Whether the client is in the denominator.</summary>
    public static bool Denominator(Cms50Standing standing) => standing.Result.Denominator;

    /// <summary>Whether the partner's report on the first referral came in the year.</summary>
    public static bool Numerator(Cms50Standing standing) => standing.Result.Numerator;

    /// <summary>The referral that is measured, where the caller may see it.</summary>
    public static ReferralId? Referral(Cms50Standing standing) => standing.Referral;
}
