using System.ComponentModel.DataAnnotations.Schema;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CarePlatform.Referrals;

/// <summary>By what warm handoffs are put together.</summary>
internal enum HandoffReportBy
{
    /// <summary>All in one.</summary>
    All,

    /// <summary>By the partner's id.</summary>
    Partner,

    /// <summary>By the code of the need.</summary>
    Need,

    /// <summary>By the id of who is responsible for the referral.</summary>
    Owner,

    /// <summary>By the month, such as 2026-05.</summary>
    Month,
}

/// <summary>
/// How warm the handoffs of a period were: those that happened in it, and those that came to be owed in it. What was retracted, and what belongs to a
/// voided referral, counts nowhere. Each number is the length of a list of <c>warmHandoffs</c> or <c>warmHandoffsOwed</c>.
/// </summary>
[Query, Feature("referrals"), Requires("referrals.report")]
internal static class WarmHandoffReport
{
    private const int LongestDays = 3660;

    private const string Group = """
        case @by when 'partner' then r.partner::text when 'need' then r.need when 'owner' then r.owner::text
                 when 'month' then to_char({0} at time zone @zone, 'YYYY-MM') else 'all' end
        """;

    private static readonly string Figures = $"""
        with made as (
            select {Group.Replace("{0}", "h.happened_at", StringComparison.Ordinal)} as name, count(*) as handoffs,
                   count(*) filter (where h.kind = 'live') as live, count(*) filter (where h.client_present) as present,
                   count(*) filter (where h.client_agreed) as agreed, count(h.before_discharge) as at_hand,
                   count(*) filter (where h.before_discharge) as before, count(*) filter (where h.appointment_confirmed) as confirmed,
                   count(*) filter (where h.details_verified) as verified, count(*) filter (where h.connected) as connected
            from referrals.warm_handoffs h join referrals.referrals r on r.id = h.referral
            where h.happened_at >= @since and h.happened_at < @until and h.retracted_at is null and r.status <> 'void' group by 1
        ), owed as (
            select {Group.Replace("{0}", "p.planned_at", StringComparison.Ordinal)} as name, count(*) as owed, count(*) filter (where exists (
                       select from referrals.warm_handoffs s
                       where s.referral = p.referral and s.settled and s.retracted_at is null and s.recorded_at >= p.planned_at)) as settled
            from referrals.handoff_plans p join referrals.referrals r on r.id = p.referral
            where p.planned_at >= @since and p.planned_at < @until and r.status <> 'void' group by 1
        )
        select name as "Group", coalesce(handoffs, 0)::int as "Handoffs", coalesce(live, 0)::int as "Live", coalesce(present, 0)::int as "ClientPresent",
               coalesce(agreed, 0)::int as "ClientAgreed", coalesce(at_hand, 0)::int as "DischargeAtHand", coalesce(before, 0)::int as "BeforeDischarge",
               coalesce(confirmed, 0)::int as "AppointmentConfirmed", coalesce(verified, 0)::int as "DetailsVerified",
               coalesce(connected, 0)::int as "Connected", coalesce(owed, 0)::int as "Owed", coalesce(settled, 0)::int as "Settled"
        from made full join owed using (name) order by 1
        """;

    /// <param name="from">The first day, in the time zone of the organisation.</param>
    /// <param name="to">The last day.</param>
    /// <param name="by">By what they are put together.</param>
    public static async Task<IReadOnlyList<HandoffFigures>> Handle(
        DateOnly from, DateOnly to, HandoffReportBy by, ReferralsDb db, TimeProvider clock, CancellationToken ct)
    {
        if (to < from || to.DayNumber - from.DayNumber > LongestDays)
        {
            throw new InvalidPageException($"The last day must not come before the first, nor more than {LongestDays} days after it.");
        }

        return await db.Database.SqlQueryRaw<HandoffFigures>(
            Figures, new NpgsqlParameter("by", by.ToText()), new NpgsqlParameter("zone", clock.LocalTimeZone.Id),
            new NpgsqlParameter("since", clock.Midnight(from)), new NpgsqlParameter("until", clock.Midnight(to.AddDays(1)))).ToListAsync(ct);
    }
}

/// <summary>How warm the handoffs of a group were.</summary>
[NotMapped]
internal sealed record HandoffFigures(
    string Group, int Handoffs, int Live, int ClientPresent, int ClientAgreed, int DischargeAtHand, int BeforeDischarge, int AppointmentConfirmed,
    int DetailsVerified, int Connected, int Owed, int Settled);

/// <summary>How warm the handoffs of a group were.</summary>
[View<HandoffFigures>]
internal static class HandoffFiguresView
{
    private const int Digits = 4;

    /// <summary>The partner's or person's id in the database, the code of the need, or the month; all where nothing puts them together.</summary>
    public static string Group(HandoffFigures figures) => figures.Group;

    /// <summary>How many there were, also those that connected nobody.</summary>
    public static int Handoffs(HandoffFigures figures) => figures.Handoffs;

    /// <summary>In how many people met.</summary>
    public static int Live(HandoffFigures figures) => figures.Live;

    /// <summary>The share, from 0 to 1, in which people met; null where there was none.</summary>
    public static decimal? LiveShare(HandoffFigures figures) => Share(figures.Live, figures.Handoffs);

    /// <summary>In how many the client took part.</summary>
    public static int ClientPresent(HandoffFigures figures) => figures.ClientPresent;

    /// <summary>The share, from 0 to 1, in which the client took part.</summary>
    public static decimal? ClientPresentShare(HandoffFigures figures) => Share(figures.ClientPresent, figures.Handoffs);

    /// <summary>To how many the client agreed.</summary>
    public static int ClientAgreed(HandoffFigures figures) => figures.ClientAgreed;

    /// <summary>At how many a discharge was at hand.</summary>
    public static int DischargeAtHand(HandoffFigures figures) => figures.DischargeAtHand;

    /// <summary>How many of those were before it.</summary>
    public static int BeforeDischarge(HandoffFigures figures) => figures.BeforeDischarge;

    /// <summary>The share, from 0 to 1, that was before a discharge, of those at which one was at hand.</summary>
    public static decimal? BeforeDischargeShare(HandoffFigures figures) => Share(figures.BeforeDischarge, figures.DischargeAtHand);

    /// <summary>In how many a time was confirmed.</summary>
    public static int AppointmentConfirmed(HandoffFigures figures) => figures.AppointmentConfirmed;

    /// <summary>The share, from 0 to 1, in which a time was confirmed.</summary>
    public static decimal? AppointmentConfirmedShare(HandoffFigures figures) => Share(figures.AppointmentConfirmed, figures.Handoffs);

    /// <summary>In how many it was checked that both can reach each other.</summary>
    public static int DetailsVerified(HandoffFigures figures) => figures.DetailsVerified;

    /// <summary>The share, from 0 to 1, in which that was checked.</summary>
    public static decimal? DetailsVerifiedShare(HandoffFigures figures) => Share(figures.DetailsVerified, figures.Handoffs);

    /// <summary>How many connected client and partner.</summary>
    public static int Connected(HandoffFigures figures) => figures.Connected;

    /// <summary>The share, from 0 to 1, that connected them.</summary>
    public static decimal? ConnectedShare(HandoffFigures figures) => Share(figures.Connected, figures.Handoffs);

    /// <summary>How many came to be owed.</summary>
    public static int Owed(HandoffFigures figures) => figures.Owed;

    /// <summary>How many of those are settled by now.</summary>
    public static int Settled(HandoffFigures figures) => figures.Settled;

    private static decimal? Share(int part, int whole) => whole == 0 ? null : Math.Round((decimal)part / whole, Digits, MidpointRounding.AwayFromZero);
}
