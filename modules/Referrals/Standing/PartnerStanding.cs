using System.ComponentModel.DataAnnotations.Schema;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CarePlatform.Referrals;

/// <summary>How a partner has answered what it was sent within the measured time; shown before anything is sent.</summary>
/// <param name="Sent">How many referrals.</param>
/// <param name="Answered">How many of them it answered.</param>
/// <param name="Accepted">How many it accepted.</param>
/// <param name="Completed">How many of the accepted it confirmed as given.</param>
/// <param name="Reported">Of how many of those it told the outcome.</param>
/// <param name="DaysToAccept">Days from sending to accepting, the median.</param>
[NotMapped]
internal sealed record PartnerStanding(Guid Partner, int Sent, int Answered, int Accepted, int Completed, int Reported, decimal? DaysToAccept);

/// <summary>The one statement behind it, and the share by which services are ranked.</summary>
internal static class PartnerStandingSql
{
    // What was voided counts nowhere.
    private const string Counted = "r.sent_at >= @since and r.sent_at < @until and r.status <> 'void'";

    /// <summary>The share of what a partner was sent that it confirmed as given; by at least some referrals, or it says nothing.</summary>
    public const string Shares = $"""
        select r.partner, count(r.completed_at)::numeric / count(*) as share
        from referrals.referrals r where {Counted} group by r.partner having count(*) >= 5
        """;

    /// <summary>The figures of some partners.</summary>
    public const string Figures = $"""
        select r.partner as "Partner", count(*)::int as "Sent", count(r.answered_at)::int as "Answered", count(r.accepted_at)::int as "Accepted",
               count(r.completed_at)::int as "Completed", count(r.outcome_at)::int as "Reported",
               round((percentile_cont(0.5) within group (order by date_part('epoch', r.accepted_at - r.sent_at) / 86400))::numeric, 2) as "DaysToAccept"
        from referrals.referrals r where r.partner = any (@partners) and {Counted} group by r.partner
        """;
}

/// <summary>Whose standing is asked for.</summary>
internal readonly record struct StandingKey(OrganisationId Partner);

/// <summary>The standing of partners, one statement for all of a page; a partner to which nothing was sent has none.</summary>
internal sealed class StandingByPartner(ReferralsDb db, TenantClock clock) : DataLoader<StandingKey, PartnerStanding>
{
    public override async Task<IReadOnlyDictionary<StandingKey, PartnerStanding>> ReadAsync(IReadOnlyList<StandingKey> keys, CancellationToken ct)
    {
        var (rules, now) = (await db.Rules(ct), clock.GetUtcNow());
        var rows = await db.Database.SqlQueryRaw<PartnerStanding>(
            PartnerStandingSql.Figures,
            new NpgsqlParameter<Guid[]>("partners", [.. keys.Select(k => k.Partner.Value).Distinct()]),
            new NpgsqlParameter("since", now.AddDays(-rules.MeasureDays)), new NpgsqlParameter("until", now)).ToListAsync(ct);
        return rows.ToDictionary(r => new StandingKey(new OrganisationId(r.Partner)));
    }
}

/// <summary>How a partner has answered what it was sent within the measured time.</summary>
[View<PartnerStanding>]
internal static class PartnerStandingView
{
    /// <summary>How many referrals it was sent.</summary>
    public static int Sent(PartnerStanding standing) => standing.Sent;

    /// <summary>The share that it answered, from 0 to 1.</summary>
    public static decimal AnsweredShare(PartnerStanding standing) => Share(standing.Answered, standing.Sent) ?? 0;

    /// <summary>The share that it accepted, from 0 to 1.</summary>
    public static decimal AcceptedShare(PartnerStanding standing) => Share(standing.Accepted, standing.Sent) ?? 0;

    /// <summary>The share of the accepted that it confirmed as given; null where it accepted none.</summary>
    public static decimal? CompletedShare(PartnerStanding standing) => Share(standing.Completed, standing.Accepted);

    /// <summary>The share of those given of which it told the outcome; null where none was given.</summary>
    public static decimal? OutcomeShare(PartnerStanding standing) => Share(standing.Reported, standing.Completed);

    /// <summary>Days from sending to accepting, the median; null where it accepted none.</summary>
    public static decimal? DaysToAccept(PartnerStanding standing) => standing.DaysToAccept;

    private static decimal? Share(int part, int whole) => whole == 0 ? null : Math.Round((decimal)part / whole, 4, MidpointRounding.AwayFromZero);
}

/// <summary>Reads how partners have answered.</summary>
[Query, Feature("referrals"), Requires(ReferralReach.Read)]
internal static class PartnerStandingQueries
{
    /// <summary>How a partner has answered what it was sent; null where nothing was sent to it within the measured time.</summary>
    /// <param name="partner">The partner.</param>
    public static async Task<PartnerStanding?> PartnerStanding(OrganisationId partner, StandingByPartner loader, CancellationToken ct) =>
        (await loader.ReadAsync([new StandingKey(partner)], ct)).GetValueOrDefault(new StandingKey(partner));
}
