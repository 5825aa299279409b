using System.ComponentModel.DataAnnotations.Schema;
using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CarePlatform.Referrals;

/// <summary>How the loops of the referrals closed that were sent in a period; what was voided counts nowhere.</summary>
[Query, Feature("referrals"), Requires("referrals.report")]
internal static class LoopReport
{
    /// <param name="from">The first day on which referrals were sent.</param>
    /// <param name="to">The last day.</param>
    /// <param name="by">By what they are put together.</param>
    public static async Task<IReadOnlyList<LoopFigures>> Handle(DateOnly from, DateOnly to, LoopReportBy by, LoopGroups groups, ReferralsDb db, CancellationToken ct)
    {
        var asked = await groups.Ask(from, to, by, ct);
        var figures = await db.Database.SqlQueryRaw<LoopFigures>(LoopReportSql.Figures(asked), asked.Parameters()).ToListAsync(ct);
        return PrefixOf(by) is { } prefix ? figures.ConvertAll(f => f with { Group = Id.Format(prefix, Guid.Parse(f.Group)) }) : figures;
    }

    /// <summary>The referrals behind a number of the report: those within the caller's reach, the latest first.</summary>
    /// <param name="from">The first day on which referrals were sent.</param>
    /// <param name="to">The last day.</param>
    /// <param name="by">By what they are put together.</param>
    /// <param name="group">The group, as the report names it.</param>
    /// <param name="counted">Which of its numbers.</param>
    public static async Task<Connection<Referral>> LoopReportReferrals(
        DateOnly from, DateOnly to, LoopReportBy by, string group, LoopCount counted, Page page, LoopGroups groups, ReferralsDb db, CancellationToken ct)
    {
        var asked = await groups.Ask(from, to, by, ct);
        var stored = PrefixOf(by) is { } prefix && Id.TrySplit(group, out var named, out var key) && named == prefix ? key.ToString() : group;
        var wanted = db.Referrals.FromSqlRaw(LoopReportSql.Referrals(asked, counted), [.. asked.Parameters(), new NpgsqlParameter("group", stored)]).Select(r => r.Id);
        return await db.ReferralsFor(ReferralReach.Read).Where(r => wanted.Contains(r.Id))
            .ToConnection(page, new Ordering<Referral, DateTimeOffset, ReferralId>(r => r.DraftedAt, r => r.Id, Descending: true), ct);
    }

    // What ids of these groups begin with on the wire; null where a group is no id.
    private static string? PrefixOf(LoopReportBy by) => by switch
    {
        LoopReportBy.Partner => OrganisationId.Prefix,
        LoopReportBy.Referrer => UserId.Prefix,
        _ => null,
    };
}

/// <summary>How the loops of a group of referrals closed.</summary>
/// <param name="RateClosed">How many of those sent 90 days ago or more closed within 90 days.</param>
[NotMapped]
internal sealed record LoopFigures(
    string Group, int Sent, int Answered, int AnsweredBothWays, int Accepted, int Confirmed, int OutcomeSeen, int Closed, int ClosedIn90Days,
    int SentBefore90Days, int RateClosed, int Open, decimal? DaysToAnswer, decimal? DaysToSchedule, decimal? DaysToComplete, decimal? DaysToOutcome,
    decimal? DaysToReview);

/// <summary>How the loops of a group of referrals closed.</summary>
[View<LoopFigures>]
internal static class LoopFiguresView
{
    /// <summary>The partner's or person's id, the code of the need, or the answer of the clients; all where nothing puts them together.</summary>
    public static string Group(LoopFigures figures) => figures.Group;

    /// <summary>How many were sent: tracked, the first element.</summary>
    public static int Sent(LoopFigures figures) => figures.Sent;

    /// <summary>How many the partner answered.</summary>
    public static int Answered(LoopFigures figures) => figures.Answered;

    /// <summary>How many are answered both ways, the second element.</summary>
    public static int AnsweredBothWays(LoopFigures figures) => figures.AnsweredBothWays;

    /// <summary>How many the partner accepted.</summary>
    public static int Accepted(LoopFigures figures) => figures.Accepted;

    /// <summary>How many the partner confirmed as given, the third element.</summary>
    public static int Confirmed(LoopFigures figures) => figures.Confirmed;

    /// <summary>Of how many the outcome was reported and read, the fourth element.</summary>
    public static int OutcomeSeen(LoopFigures figures) => figures.OutcomeSeen;

    /// <summary>How many loops are closed.</summary>
    public static int Closed(LoopFigures figures) => figures.Closed;

    /// <summary>How many closed within 90 days.</summary>
    public static int ClosedIn90Days(LoopFigures figures) => figures.ClosedIn90Days;

    /// <summary>The share, from 0 to 1, of those sent 90 days ago or more that closed within 90 days; null where none was sent that long ago.</summary>
    public static decimal? ClosureRate(LoopFigures figures) => figures.SentBefore90Days == 0
        ? null
        : Math.Round((decimal)figures.RateClosed / figures.SentBefore90Days, 4, MidpointRounding.AwayFromZero);

    /// <summary>How many are open.</summary>
    public static int Open(LoopFigures figures) => figures.Open;

    /// <summary>Days from sending to the answer, the median.</summary>
    public static decimal? DaysToAnswer(LoopFigures figures) => figures.DaysToAnswer;

    /// <summary>Days from accepting to agreeing a time, the median.</summary>
    public static decimal? DaysToSchedule(LoopFigures figures) => figures.DaysToSchedule;

    /// <summary>Days from accepting to completing, the median.</summary>
    public static decimal? DaysToComplete(LoopFigures figures) => figures.DaysToComplete;

    /// <summary>Days from completing to the outcome, the median.</summary>
    public static decimal? DaysToOutcome(LoopFigures figures) => figures.DaysToOutcome;

    /// <summary>Days from the outcome to its review, the median.</summary>
    public static decimal? DaysToReview(LoopFigures figures) => figures.DaysToReview;
}
