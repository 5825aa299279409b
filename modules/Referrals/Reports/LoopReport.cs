using System.ComponentModel.DataAnnotations.Schema;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CarePlatform.Referrals;

/// <summary>By what referrals are put together.</summary>
internal enum LoopReportBy
{
    /// <summary>All in one.</summary>
    All,

    /// <summary>By the partner's id.</summary>
    Partner,

    /// <summary>By the code of the need.</summary>
    Need,

    /// <summary>By the id of who is responsible here.</summary>
    Referrer,
}

/// <summary>How the loops of the referrals closed that were sent in a period; what was voided counts nowhere.</summary>
[Query, Feature("referrals"), Requires("referrals.report")]
internal static class LoopReport
{
    private const int LongestDays = 3660;

    // One pass over the index on (tenant, partner, sent); medians are of those who came so far.
    private const string Figures = """
        select case @by when 'partner' then r.partner::text when 'need' then r.need when 'referrer' then r.owner::text else 'all' end as "Group",
               count(*)::int as "Sent", count(r.answered_at)::int as "Answered",
               (count(*) filter (where r.answered_at is not null and (r.unread_here = 0 or r.status = 'closed')))::int as "AnsweredBothWays",
               count(r.accepted_at)::int as "Accepted", count(r.completed_at)::int as "Confirmed",
               (count(*) filter (where r.outcome_at is not null and r.reviewed_at is not null))::int as "OutcomeSeen",
               (count(*) filter (where r.status = 'closed'))::int as "Closed",
               (count(*) filter (where r.status = 'closed' and r.ended_at <= r.sent_at + interval '90 days'))::int as "ClosedIn90Days",
               (count(*) filter (where r.sent_at <= @now - interval '90 days'))::int as "SentBefore90Days",
               (count(*) filter (where r.status = 'closed' and r.ended_at <= r.sent_at + interval '90 days' and r.sent_at <= @now - interval '90 days'))::int as "RateClosed",
               (count(*) filter (where r.ended_at is null))::int as "Open",
               round((percentile_cont(0.5) within group (order by date_part('epoch', r.answered_at - r.sent_at)) / 86400)::numeric, 2) as "DaysToAnswer",
               round((percentile_cont(0.5) within group (order by date_part('epoch', r.scheduled_at - r.accepted_at)) / 86400)::numeric, 2) as "DaysToSchedule",
               round((percentile_cont(0.5) within group (order by date_part('epoch', r.completed_at - r.accepted_at)) / 86400)::numeric, 2) as "DaysToComplete",
               round((percentile_cont(0.5) within group (order by date_part('epoch', r.outcome_at - r.completed_at)) / 86400)::numeric, 2) as "DaysToOutcome",
               round((percentile_cont(0.5) within group (order by date_part('epoch', r.reviewed_at - r.outcome_at)) / 86400)::numeric, 2) as "DaysToReview"
        from referrals.referrals r
        where r.sent_at >= @since and r.sent_at < @until and r.status <> 'void'
        group by 1 order by 1
        """;

    /// <param name="from">The first day on which referrals were sent.</param>
    /// <param name="to">The last day.</param>
    /// <param name="by">By what they are put together.</param>
    public static async Task<IReadOnlyList<LoopFigures>> Handle(
        DateOnly from, DateOnly to, LoopReportBy by, ReferralsDb db, TimeProvider clock, CancellationToken ct)
    {
        if (to < from || to.DayNumber - from.DayNumber > LongestDays)
        {
            throw new InvalidPageException($"The last day must not come before the first, nor more than {LongestDays} days after it.");
        }

        return await db.Database.SqlQueryRaw<LoopFigures>(
            Figures, new NpgsqlParameter("by", by.ToText()), new NpgsqlParameter("now", clock.GetUtcNow()),
            new NpgsqlParameter("since", Midnight(from, clock)), new NpgsqlParameter("until", Midnight(to.AddDays(1), clock))).ToListAsync(ct);
    }

    private static DateTimeOffset Midnight(DateOnly day, TimeProvider clock)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(midnight, clock.LocalTimeZone.GetUtcOffset(midnight)).ToUniversalTime();
    }
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
    /// <summary>The partner's or person's id in the database, or the code of the need; all where nothing puts them together.</summary>
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
