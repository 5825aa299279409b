using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CarePlatform.Intake;

/// <summary>
/// What the reports on the way into care count, in one place: the inquiries that were asked for, and what was done for their clients.
/// A report is one statement that begins with <see cref="Sql"/>.
/// </summary>
internal static class AccessFacts
{
    /// <summary>
    /// <c>asked</c>: the inquiries within reach that were received on the days looked at, with their day and calendar. <c>services</c>:
    /// what was done for these clients until now; of an appointment it is known which inquiry it answers, of an encounter its code.
    /// </summary>
    public const string Sql = """
        with calendar as (
            select c.site, c.day, c.ordinal, c.open, c.zone
            from unnest(@sites, @days, @ordinals, @open, @zones) as c (site, day, ordinal, open, zone)
        ), zones as (
            select distinct site, zone from calendar
        ), received as (
            select i.id, i.client, i.door, i.site, i.acuity, i.referring, i.referring_name, i.resolution, i.received_at, i.triaged_at,
                   z.site as calendar, z.zone, (i.received_at at time zone z.zone)::date as day
            from intake.inquiries i join zones z on z.site = coalesce(i.site, @nowhere)
            where i.received_at >= @from and i.received_at < @before and i.resolution is distinct from 'duplicate'
              and (@everything or i.owner = @me or i.team = any (@teams))
        ), asked as (
            select * from received where day between @first and @last
        ), services as (
            select e.id, e.client, null::uuid as inquiry, e.local_date as day, e.starts_at,
                   e.code = any (@evaluations) as evaluation,
                   cardinality(@services) = 0 or e.code = any (@services) as service,
                   lower(e.class) not in ('vr', 'virtual') as in_person
            from intake.encounters e
            where e.client in (select client from asked) and e.starts_at <= @now
              and (cardinality(@systems) = 0 or e.source_system = any (@systems))
            union all
            select a.id, a.client, a.inquiry, (a.starts_at at time zone coalesce(z.zone, @zone))::date, a.starts_at, false, true,
                   a.mode in ('in-person', 'home-visit')
            from intake.appointments a left join zones z on z.site = a.site
            where a.client in (select client from asked) and a.starts_at <= @now and (a.state = 'checked-in' or (a.state = 'booked' and @attended))
        )
        """;

    /// <summary>The parameters of <see cref="Sql"/>, made anew for each statement.</summary>
    public static List<NpgsqlParameter> Parameters(AccessScope scope)
    {
        var (reach, rules, calendar) = (scope.Actor.ReachOf("intake.report"), scope.Rules, scope.Calendar);
        return
        [
            new("sites", calendar.Sites), new("days", calendar.Days), new("ordinals", calendar.Ordinals), new("open", calendar.Open),
            new("zones", calendar.Zones), new("zone", calendar.Zone), new("nowhere", Guid.Empty),
            // A day to spare on both sides: the day of the site decides.
            new("from", new DateTimeOffset(scope.First.AddDays(-1), TimeOnly.MinValue, TimeSpan.Zero)),
            new("before", new DateTimeOffset(scope.Last.AddDays(2), TimeOnly.MinValue, TimeSpan.Zero)),
            new("first", scope.First), new("last", scope.Last), new("now", scope.Now),
            new("everything", reach is Reach.Organisation or Reach.Tenant), new("me", scope.Actor.User?.Value ?? Guid.Empty),
            new("teams", reach is Reach.Team ? scope.Actor.Teams.Select(t => t.Value).ToArray() : []),
            new("evaluations", (rules.EvaluationCodes ?? []).ToArray()), new("services", (rules.ServiceCodes ?? []).ToArray()),
            new("systems", (rules.OwnSystems ?? []).ToArray()), new("attended", rules.BookedIsAttended),
            new("evaluation_is_service", rules.EvaluationIsService),
        ];
    }
}

/// <summary>What a report on the way into care looks at.</summary>
/// <param name="First">The first day of request.</param>
/// <param name="Last">The last day of request.</param>
/// <param name="Now">Later things have not happened yet.</param>
internal sealed record AccessScope(DateOnly First, DateOnly Last, DateTimeOffset Now, AccessRules Rules, MeasureCalendar Calendar, Actor Actor)
{
    /// <summary>Reads the rules and the calendars of the sites.</summary>
    /// <param name="until">The last day of which the calendar must know.</param>
    public static async Task<AccessScope> Read(
        DateOnly first, DateOnly last, DateOnly until, AccessRules rules, IntakeDb db, Calendars calendars, TimeProvider clock, CancellationToken ct)
    {
        var (from, before) = (
            new DateTimeOffset(first.AddDays(-1), TimeOnly.MinValue, TimeSpan.Zero), new DateTimeOffset(last.AddDays(2), TimeOnly.MinValue, TimeSpan.Zero));
        var sites = await db.InquiriesFor("intake.report").Where(i => i.ReceivedAt >= from && i.ReceivedAt < before).Select(i => i.Site).Distinct().ToListAsync(ct);
        var calendar = await MeasureCalendar.Read(calendars, sites, rules.ClosuresCount, first.AddDays(-1), until.AddDays(1), ct);
        return new AccessScope(first, last, clock.GetUtcNow(), rules, calendar, db.Actor);
    }
}
