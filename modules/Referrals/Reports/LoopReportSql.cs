namespace CarePlatform.Referrals;

/// <summary>Which number of a loop report is opened.</summary>
internal enum LoopCount
{
    /// <summary>All that were sent.</summary>
    Sent,

    /// <summary>Those that the partner answered.</summary>
    Answered,

    /// <summary>Those answered both ways.</summary>
    AnsweredBothWays,

    /// <summary>Those that the partner accepted.</summary>
    Accepted,

    /// <summary>Those that the partner confirmed as given.</summary>
    Confirmed,

    /// <summary>Those whose outcome was reported and read.</summary>
    OutcomeSeen,

    /// <summary>Those whose loop is closed.</summary>
    Closed,

    /// <summary>Those that closed within 90 days.</summary>
    ClosedIn90Days,

    /// <summary>Those that are open.</summary>
    Open,
}

/// <summary>The statements of the loop report: what is counted and what is opened are the same conditions.</summary>
internal static class LoopReportSql
{
    private const string In90Days = "r.status = 'closed' and r.ended_at <= r.sent_at + interval '90 days'";

    // One pass over the tenant's referrals; medians are of those who came so far.
    public static string Figures(LoopAsked asked) => $"""
        select {Group(asked)} as "Group",
               {Count(LoopCount.Sent)} as "Sent", {Count(LoopCount.Answered)} as "Answered", {Count(LoopCount.AnsweredBothWays)} as "AnsweredBothWays",
               {Count(LoopCount.Accepted)} as "Accepted", {Count(LoopCount.Confirmed)} as "Confirmed", {Count(LoopCount.OutcomeSeen)} as "OutcomeSeen",
               {Count(LoopCount.Closed)} as "Closed", {Count(LoopCount.ClosedIn90Days)} as "ClosedIn90Days", {Count(LoopCount.Open)} as "Open",
               (count(*) filter (where r.sent_at <= @now - interval '90 days'))::int as "SentBefore90Days",
               (count(*) filter (where {In90Days} and r.sent_at <= @now - interval '90 days'))::int as "RateClosed",
               {Median("r.answered_at - r.sent_at")} as "DaysToAnswer", {Median("r.scheduled_at - r.accepted_at")} as "DaysToSchedule",
               {Median("r.completed_at - r.accepted_at")} as "DaysToComplete", {Median("r.outcome_at - r.completed_at")} as "DaysToOutcome",
               {Median("r.reviewed_at - r.outcome_at")} as "DaysToReview"
        from {Rows(asked)}
        group by 1 order by 1
        """;

    public static string Referrals(LoopAsked asked, LoopCount counted) =>
        $"select r.* from {Rows(asked)} and {Condition(counted)} and {Group(asked)} = @group";

    private static string Rows(LoopAsked asked) => $"""
        referrals.referrals r {asked.By switch
    {
        LoopReportBy.Language or LoopReportBy.Race or LoopReportBy.Ethnicity => "left join unnest(@clients, @labels) g(client, label) on g.client = r.client",
        LoopReportBy.Age => "left join unnest(@clients, @births) g(client, birth) on g.client = r.client",
        _ => "",
    }}
        where r.sent_at >= @since and r.sent_at < @until and r.status <> 'void'
          and (r.team is null or r.team <> all (@closed) or r.owner = @me)
        """;

    // Whoever was born on 29 February is a year older on 1 March of other years: PostgreSQL's age says so too.
    private static string Group(LoopAsked asked) => asked.By switch
    {
        LoopReportBy.Partner => "r.partner::text",
        LoopReportBy.Need => "r.need",
        LoopReportBy.Referrer => "r.owner::text",
        LoopReportBy.Language or LoopReportBy.Race or LoopReportBy.Ethnicity => $"coalesce(g.label, '{LoopAsked.Unknown}')",
        LoopReportBy.Age => $"""
            coalesce((@bandLabels)[width_bucket(extract(year from age((r.sent_at at time zone @zone)::date, g.birth))::int, @bands)], '{LoopAsked.Unknown}')
            """,
        _ => "'all'",
    };

    private static string Condition(LoopCount counted) => counted switch
    {
        LoopCount.Answered => "r.answered_at is not null",
        LoopCount.AnsweredBothWays => "r.answered_at is not null and (r.unread_here = 0 or r.status = 'closed')",
        LoopCount.Accepted => "r.accepted_at is not null",
        LoopCount.Confirmed => "r.completed_at is not null",
        LoopCount.OutcomeSeen => "r.outcome_at is not null and r.reviewed_at is not null",
        LoopCount.Closed => "r.status = 'closed'",
        LoopCount.ClosedIn90Days => In90Days,
        LoopCount.Open => "r.ended_at is null",
        _ => "true",
    };

    private static string Count(LoopCount counted) => $"(count(*) filter (where {Condition(counted)}))::int";

    private static string Median(string span) =>
        $"round((percentile_cont(0.5) within group (order by date_part('epoch', {span})) / 86400)::numeric, 2)";
}
