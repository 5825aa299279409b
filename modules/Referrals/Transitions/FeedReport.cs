using System.ComponentModel.DataAnnotations.Schema;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CarePlatform.Referrals;

/// <summary>
/// How the notices of each partner came in within a period: how late, how complete, whose they were, and whether the partner is silent. Every number opens its notices:
/// <c>transitionNotices</c> takes the same conditions.
/// </summary>
[Query, Feature("referrals"), Requires("referrals.report")]
internal static class FeedReport
{
    private const int LongestDays = 3660;

    // A partner that is watched and sent nothing has its line: nothing is what has to be seen.
    // Both delays come from one sorting, and of spans as they are: a million of them as numbers take twice as long.
    private const string Figures = """
        with came as (
            select n.partner, count(*)::int as notices, (count(*) filter (where n.by_partner))::int as sent,
                   (count(*) filter (where cardinality(n.missing) = 0))::int as complete,
                   (count(*) filter (where n.event in ('update', 'cancel-admit', 'cancel-transfer', 'cancel-discharge')))::int as corrections,
                   (count(*) filter (where s.match = 'matched'))::int as matched, (count(*) filter (where s.match = 'uncertain'))::int as uncertain,
                   (count(*) filter (where s.match = 'no-client'))::int as no_client,
                   percentile_cont(array[0.5, 0.9]) within group (order by n.received_at - n.occurred_at) as delay
            from referrals.transition_notices n join referrals.stays s on s.id = n.stay
            where n.received_at >= @since and n.received_at < @until group by n.partner
        ), waiting as (
            select partner, count(*)::int as stays, min(first_heard_at) as since from referrals.stays where match = 'uncertain' group by partner
        )
        select coalesce(c.partner, f.partner) as "Partner", coalesce(c.notices, 0) as "Notices", coalesce(c.sent, 0) as "Sent", coalesce(c.complete, 0) as "Complete",
               coalesce(c.corrections, 0) as "Corrections", coalesce(c.matched, 0) as "Matched", coalesce(c.uncertain, 0) as "Uncertain",
               coalesce(c.no_client, 0) as "NoClient", round(extract(epoch from c.delay[1]) / 3600, 2) as "MedianHours", round(extract(epoch from c.delay[2]) / 3600, 2) as "NinetyHours",
               coalesce(w.stays, 0) as "Waiting", w.since as "WaitingSince", f.last_heard_at as "LastHeardAt", f.silent_since as "SilentSince"
        from came c full join referrals.transition_feeds f on f.partner = c.partner
        left join waiting w on w.partner = coalesce(c.partner, f.partner)
        order by 2 desc, 1
        """;

    private const string Lacking = """
        select n.partner as "Partner", m.field as "Field", count(*)::int as "Notices"
        from referrals.transition_notices n cross join unnest(n.missing) as m (field)
        where n.received_at >= @since and n.received_at < @until group by 1, 2
        """;

    /// <param name="from">The first day on which notices were received.</param>
    /// <param name="to">The last day.</param>
    public static async Task<IReadOnlyList<FeedFigures>> Handle(DateOnly from, DateOnly to, ReferralsDb db, TimeProvider clock, CancellationToken ct)
    {
        if (to < from || to.DayNumber - from.DayNumber > LongestDays)
        {
            throw new InvalidPageException($"The last day must not come before the first, nor more than {LongestDays} days after it.");
        }

        NpgsqlParameter[] Period() => [new("since", Midnight(from, clock)), new("until", Midnight(to.AddDays(1), clock))];
        var figures = await db.Database.SqlQueryRaw<FeedFigures>(Figures, Period()).ToListAsync(ct);
        var lacking = (await db.Database.SqlQueryRaw<LackingField>(Lacking, Period()).ToListAsync(ct)).ToLookup(l => l.Partner);
        return [.. figures.Select(f => f with
        {
            Fields = [.. NoticeCheck.Counted.Select(c => new FieldFigures(c.Field, f.Notices, lacking[f.Partner].FirstOrDefault(l => l.Field == c.Field)?.Notices ?? 0))],
        })];
    }

    private static DateTimeOffset Midnight(DateOnly day, TimeProvider clock)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(midnight, clock.LocalTimeZone.GetUtcOffset(midnight)).ToUniversalTime();
    }

    [NotMapped]
    internal sealed record LackingField(Guid Partner, string Field, int Notices);
}

/// <summary>How the notices of a partner came in.</summary>
[NotMapped]
internal sealed record FeedFigures(
    Guid Partner, int Notices, int Sent, int Complete, int Corrections, int Matched, int Uncertain, int NoClient, decimal? MedianHours, decimal? NinetyHours,
    int Waiting, DateTimeOffset? WaitingSince, DateTimeOffset? LastHeardAt, DateTimeOffset? SilentSince)
{
    [NotMapped]
    public IReadOnlyList<FieldFigures> Fields { get; init; } = [];
}

/// <summary>How often a field of a complete notice was there.</summary>
[NotMapped]
internal sealed record FieldFigures(string Field, int Notices, int Missing);

/// <summary>How the notices of a partner came in within a period.</summary>
[View<FeedFigures>]
internal static class FeedFiguresView
{
    /// <summary>The partner.</summary>
    public static OrganisationId Partner(FeedFigures figures) => new(figures.Partner);

    /// <summary>How many notices came.</summary>
    public static int Notices(FeedFigures figures) => figures.Notices;

    /// <summary>How many of them the partner sent itself; byPartner opens them.</summary>
    public static int Sent(FeedFigures figures) => figures.Sent;

    /// <summary>How many corrected or took back what was told before.</summary>
    public static int Corrections(FeedFigures figures) => figures.Corrections;

    /// <summary>Hours from what they tell to their coming in, the median; laterThanHours opens those that took longer.</summary>
    public static decimal? MedianHours(FeedFigures figures) => figures.MedianHours;

    /// <summary>Hours within which nine of ten came in.</summary>
    public static decimal? NinetyPercentHours(FeedFigures figures) => figures.NinetyHours;

    /// <summary>The share, from 0 to 1, that had every counted field; null where none came.</summary>
    public static decimal? CompleteShare(FeedFigures figures) => Share(figures.Complete, figures.Notices);

    /// <summary>How often each counted field was there.</summary>
    public static IReadOnlyList<FieldFigures> Fields(FeedFigures figures) => figures.Fields;

    /// <summary>How many are known to be a client's; match: MATCHED opens them.</summary>
    public static int Matched(FeedFigures figures) => figures.Matched;

    /// <summary>How many wait for somebody to say whose they are; match: UNCERTAIN opens them.</summary>
    public static int Uncertain(FeedFigures figures) => figures.Uncertain;

    /// <summary>How many are no client's; match: NO_CLIENT opens them.</summary>
    public static int NoClient(FeedFigures figures) => figures.NoClient;

    /// <summary>The share, from 0 to 1, that is a client's; null where none came.</summary>
    public static decimal? MatchedShare(FeedFigures figures) => Share(figures.Matched, figures.Notices);

    /// <summary>How many stays wait now for somebody to say whose they are, whenever they came.</summary>
    public static int Waiting(FeedFigures figures) => figures.Waiting;

    /// <summary>Since when the longest of them waits.</summary>
    public static DateTimeOffset? WaitingSince(FeedFigures figures) => figures.WaitingSince;

    /// <summary>When the partner last sent anything.</summary>
    public static DateTimeOffset? LastHeardAt(FeedFigures figures) => figures.LastHeardAt;

    /// <summary>Since when the partner counts as silent; null when it does not.</summary>
    public static DateTimeOffset? SilentSince(FeedFigures figures) => figures.SilentSince;

    internal static decimal? Share(int part, int whole) => whole == 0 ? null : Math.Round((decimal)part / whole, 4, MidpointRounding.AwayFromZero);
}

/// <summary>How often a field of a complete notice was there.</summary>
[View<FieldFigures>("FeedFieldFigures")]
internal static class FieldFiguresView
{
    /// <summary>The field's name.</summary>
    public static string Field(FieldFigures figures) => figures.Field;

    /// <summary>How many notices lack it; missing opens them.</summary>
    public static int Missing(FieldFigures figures) => figures.Missing;

    /// <summary>The share, from 0 to 1, that has it; null where none came.</summary>
    public static decimal? Share(FieldFigures figures) => FeedFiguresView.Share(figures.Notices - figures.Missing, figures.Notices);
}
