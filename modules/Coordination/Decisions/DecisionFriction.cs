using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Coordination;

/// <summary>
/// How the decisions of each type went and how long people waited for them. A type that is nearly always granted is friction: the
/// asking only costs time.
/// </summary>
[Query, Feature("coordination.decisions"), Requires("coordination.report")]
internal static class DecisionFriction
{
    /// <param name="from">The first day on which they were asked, in the time zone of the organisation.</param>
    /// <param name="to">The last day.</param>
    /// <param name="team">Only those asked for this team.</param>
    public static async Task<IReadOnlyList<DecisionGroup>> Handle(
        DateOnly from, DateOnly to, TeamId? team, CoordinationDb db, Calendars calendars, Actor actor, CancellationToken ct)
    {
        var period = Period.Of(from, to, await calendars.Of(site: null, ct));
        var limits = (await db.Settled(ct)).Friction;
        var rows = await db.Database.SqlQuery<DecisionRow>(Sql(period, team, MeasureReach.Of(actor))).ToListAsync(ct);
        return
        [
            .. rows.Select(r => new DecisionGroup(r, limits, period, team))
                .OrderByDescending(g => g.IsFriction).ThenByDescending(g => g.Row.HoursWaited).ThenBy(g => g.Row.Type, StringComparer.Ordinal),
        ];
    }

    /// <summary>What was asked in the period, as far as the caller's reports reach: the rows that the statement counts.</summary>
    internal static IQueryable<DecisionRequest> Asked(CoordinationDb db, Period period, TeamId? team)
    {
        var (reach, me) = (MeasureReach.Of(db.Actor), db.Me);
        TeamId[] teams = [.. reach.Teams.Select(t => new TeamId(t))];
        return db.DecisionRequests.AsNoTracking()
            .Where(r => r.AskedAt >= period.From && r.AskedAt < period.Before && (team == null || r.Team == team))
            .Where(r => reach.All || r.AskedBy == me || r.Decider == me || r.AnsweredBy == me
                || (r.Team != null && teams.Contains(r.Team.Value)) || (r.DeciderTeam != null && teams.Contains(r.DeciderTeam.Value)));
    }

    private static FormattableString Sql(Period period, TeamId? team, MeasureReach reach) =>
        $"""
        with waited as (
            select type_key, state, by_default, stage,
                   case when state in ('granted', 'refused') then round(extract(epoch from answered_at - asked_at) / 3600, 2) end as hours,
                   round(business_minutes / 60.0, 2) as open_hours
            from coordination.decision_requests
            where asked_at >= {period.From} and asked_at < {period.Before} and ({team?.Value}::uuid is null or team = {team?.Value}::uuid)
              and ({reach.All} or asked_by = {reach.Me} or decider = {reach.Me} or answered_by = {reach.Me}
                   or team = any ({reach.Teams}) or decider_team = any ({reach.Teams}))
        ), figures as (
            select type_key, count(*)::int as asked,
                   (count(*) filter (where state = 'granted'))::int as granted, (count(*) filter (where state = 'refused'))::int as refused,
                   (count(*) filter (where by_default))::int as by_default, (count(*) filter (where state = 'withdrawn'))::int as withdrawn,
                   (count(*) filter (where stage > 1))::int as passed_on,
                   coalesce(sum(hours), 0) as waited, round(avg(hours), 2) as mean,
                   array_agg(hours order by hours) filter (where hours is not null) as h,
                   coalesce(sum(open_hours), 0) as open_waited, round(avg(open_hours), 2) as open_mean,
                   array_agg(open_hours order by open_hours) filter (where open_hours is not null) as o
            from waited group by type_key
        )
        select type_key as "Type", asked as "Asked", granted as "Granted", refused as "Refused", by_default as "ByDefault",
               withdrawn as "Withdrawn", passed_on as "PassedOn", waited as "HoursWaited", mean as "Mean",
               h[(cardinality(h) + 1) / 2] as "Low", h[(cardinality(h) + 2) / 2] as "High", h[(9 * cardinality(h) + 9) / 10] as "Most",
               open_waited as "OpenHoursWaited", open_mean as "OpenMean", o[(cardinality(o) + 1) / 2] as "OpenLow",
               o[(cardinality(o) + 2) / 2] as "OpenHigh", o[(9 * cardinality(o) + 9) / 10] as "OpenMost"
        from figures
        """;
}

/// <summary>A line as the database gives it.</summary>
internal sealed class DecisionRow
{
    public string Type { get; init; } = "";

    public int Asked { get; init; }

    public int Granted { get; init; }

    public int Refused { get; init; }

    public int ByDefault { get; init; }

    public int Withdrawn { get; init; }

    public int PassedOn { get; init; }

    public decimal HoursWaited { get; init; }

    public decimal? Mean { get; init; }

    public decimal? Low { get; init; }

    public decimal? High { get; init; }

    public decimal? Most { get; init; }

    public decimal OpenHoursWaited { get; init; }

    public decimal? OpenMean { get; init; }

    public decimal? OpenLow { get; init; }

    public decimal? OpenHigh { get; init; }

    public decimal? OpenMost { get; init; }
}

/// <summary>The decisions of one type that were asked in a period.</summary>
internal sealed record DecisionGroup(DecisionRow Row, FrictionLimits Limits, Period Period, TeamId? Team)
{
    public int Answered => Row.Granted + Row.Refused;

    public bool IsFriction => Answered >= Limits.AtLeast && Row.Granted > Limits.GrantedAbove * Answered;
}

/// <summary>Which of the decisions of a group.</summary>
internal enum DecisionPart
{
    /// <summary>All that were asked.</summary>
    Asked,

    /// <summary>The answer was yes.</summary>
    Granted,

    /// <summary>The answer was no.</summary>
    Refused,

    /// <summary>Nobody answered, so that the default is the answer.</summary>
    ByDefault,

    /// <summary>Taken back.</summary>
    Withdrawn,

    /// <summary>The first who was asked did not answer in time, or was not there.</summary>
    PassedOn,
}

/// <summary>How the decisions of one type went in a period, and how long people waited for them.</summary>
[View<DecisionGroup>]
internal static class DecisionGroupView
{
    /// <summary>Key of the decision type.</summary>
    public static string Type(DecisionGroup group) => group.Row.Type;

    /// <summary>How many were asked.</summary>
    public static int AskedCount(DecisionGroup group) => group.Row.Asked;

    /// <summary>How many were granted.</summary>
    public static int GrantedCount(DecisionGroup group) => group.Row.Granted;

    /// <summary>How many were refused.</summary>
    public static int RefusedCount(DecisionGroup group) => group.Row.Refused;

    /// <summary>How many were answered by default, because nobody did.</summary>
    public static int ByDefaultCount(DecisionGroup group) => group.Row.ByDefault;

    /// <summary>How many were taken back.</summary>
    public static int WithdrawnCount(DecisionGroup group) => group.Row.Withdrawn;

    /// <summary>How many were not answered by the first in the order of deciders.</summary>
    public static int PassedOnCount(DecisionGroup group) => group.Row.PassedOn;

    /// <summary>Share of the answers that were yes, from 0 to 1; null while there is none.</summary>
    public static decimal? GrantedShare(DecisionGroup group) => Share.Of(group.Row.Granted, group.Answered);

    /// <summary>Whether it is nearly always granted, by the limits of the organisation: then the asking only costs time.</summary>
    public static bool IsFriction(DecisionGroup group) => group.IsFriction;

    /// <summary>Hours from asking to the answer, nights and weekends included.</summary>
    public static HoursSpread? Wait(DecisionGroup group) => group.Row.Mean is not { } mean
        ? null
        : new HoursSpread(mean, (group.Row.Low!.Value + group.Row.High!.Value) / 2, group.Row.Most!.Value);

    /// <summary>Hours from asking to the answer while the site was open.</summary>
    public static HoursSpread? BusinessWait(DecisionGroup group) => group.Row.OpenMean is not { } mean
        ? null
        : new HoursSpread(mean, (group.Row.OpenLow!.Value + group.Row.OpenHigh!.Value) / 2, group.Row.OpenMost!.Value);

    /// <summary>Hours that people waited for the answers, all together.</summary>
    public static decimal HoursWaited(DecisionGroup group) => group.Row.HoursWaited;

    /// <summary>The same, of the time while the site was open.</summary>
    public static decimal BusinessHoursWaited(DecisionGroup group) => group.Row.OpenHoursWaited;

    /// <summary>The decisions behind the figures, the latest first.</summary>
    public static Task<Connection<DecisionRequest>> Decisions(
        DecisionGroup group, DecisionPart of, Page page, CoordinationDb db, CancellationToken ct)
    {
        // It counts; whoever may not know of the client does not see it behind the number.
        var requests = DecisionFriction.Asked(db, group.Period, group.Team).Where(
            r => r.TypeKey == group.Row.Type && (r.Client == null || !db.Restricted.Any(k => k.Subject == r.Client && !k.Users.Contains(db.MeKey))));
        return (of switch
        {
            DecisionPart.Granted => requests.Where(r => r.State == DecisionState.Granted),
            DecisionPart.Refused => requests.Where(r => r.State == DecisionState.Refused),
            DecisionPart.ByDefault => requests.Where(r => r.ByDefault),
            DecisionPart.Withdrawn => requests.Where(r => r.State == DecisionState.Withdrawn),
            DecisionPart.PassedOn => requests.Where(r => r.Stage > 1),
            _ => requests,
        }).ToConnection(page, DecisionQueries.Latest, ct);
    }
}
