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
    /// what was done for a client until now; of an appointment it is known which inquiry it answers, of an encounter its code. A first evaluation that
    /// was recorded counts unless it is that of an appointment. It is no
    /// list but a view, to be asked by client in a lateral join, which the indexes of the clients' rows answer. What programs under 42 CFR Part 2
    /// did, and who waits there, is counted and opened for whoever works there and for nobody else: no figure differs from those whom it
    /// opens, nor from the sum of others, by somebody of a program.
    /// </summary>
    public const string Sql = """
        with zones as (
            select z.site, z.zone, z.base from unnest(@sites, @zones, @bases) as z (site, zone, base)
        ), received as (
            select i.id, i.client, i.door, i.site, p.acuity, i.referring, i.referring_name, i.resolution, i.received_at, p.triaged_at,
                   z.base, z.zone, (i.received_at at time zone z.zone)::date as day
            from intake.inquiries i join zones z on z.site = coalesce(i.site, @nowhere)
            cross join lateral (
                select case when i.source_program is null or i.source_program = any (@programs) then i.acuity else i.outside_acuity end as acuity,
                       case when i.source_program is null or i.source_program = any (@programs) then i.triaged_at else i.outside_triaged_at end as triaged_at) p
            where i.received_at >= @from and i.received_at < @before and i.resolution is distinct from 'duplicate'
              and (@everything or i.owner = @me or i.team = any (@teams)) and (i.team <> all (@closed) or i.owner = @me)
        ), asked as (
            select * from received where day between @first and @last
        ), services as not materialized (
            select e.id, e.client, null::uuid as inquiry, e.local_date as day, e.starts_at,
                   e.code = any (@evaluations) as evaluation,
                   cardinality(@services) = 0 or e.code = any (@services) as service,
                   lower(e.class) not in ('vr', 'virtual') as in_person
            from intake.encounters e
            where e.starts_at <= @now and (not e.part2 or e.source_program = any (@programs)) and (cardinality(@systems) = 0 or e.source_system = any (@systems))
            union all
            select a.id, a.client, a.inquiry, (a.starts_at at time zone coalesce((select z.zone from zones z where z.site = a.site), @zone))::date,
                   a.starts_at, false, true, a.mode in ('in-person', 'home-visit')
            from intake.appointments a
            where a.starts_at <= @now and (a.state = 'checked-in' or (a.state = 'booked' and @attended))
              and (a.team is null or a.team <> all (@closed) or a.clinician = @me)
            union all
            select v.id, i.client, v.inquiry, (v.evaluated_at at time zone coalesce((select z.zone from zones z where z.site = i.site), @zone))::date,
                   v.evaluated_at, true, true, v.mode = 'in-person'
            from intake.initial_evaluations v join intake.inquiries i on i.id = v.inquiry
            where v.evaluated_at <= @now and (i.team <> all (@closed) or i.owner = @me) and not exists (
                select from intake.appointments a
                where a.inquiry = v.inquiry and (a.state = 'checked-in' or (a.state = 'booked' and @attended))
                  and abs(extract(epoch from a.starts_at - v.evaluated_at)) < 86400)
        )
        """;

    /// <summary>
    /// Behind <see cref="Sql"/> and a <c>begun</c> of inquiries: the same with the day of the initial evaluation and of the first service.
    /// An appointment that answers the inquiry is its evaluation, as is an encounter with a code of the tenant.
    /// </summary>
    public const string Outcomes = """
        evaluated as (
            select b.*, e.id as evaluation, e.day as evaluated_on
            from begun b left join lateral (
                select s.id, s.day from services s
                where s.client = b.client and s.day >= b.day and (s.evaluation or s.inquiry = b.id) order by s.day, s.starts_at, s.id limit 1) e on true
        ), outcomes as (
            select v.*, n.day as served_on
            from evaluated v left join lateral (
                select min(s.day) as day from services s
                where s.client = v.client and s.day >= v.day and s.service
                  and (@evaluation_is_service or not (s.evaluation or s.id is not distinct from v.evaluation))) n on true
        )
        """;

    /// <summary>Business days from the column <c>day</c> to another one of the same row, in the calendar that begins at <c>base</c>.</summary>
    public static string DaysTo(string column) => $"""
        case when {column} is not null then greatest(
            (@ordinals)[base + ({column} - @begins)] - (@ordinals)[base + (day - @begins)]
            - case when @starts_next_day and not (@open)[base + (day - @begins)] then 1 else 0 end, 0)::numeric end
        """;

    /// <summary>The parameters of <see cref="Sql"/>, made anew for each statement.</summary>
    public static List<NpgsqlParameter> Parameters(AccessScope scope)
    {
        var (reach, rules, calendar) = (scope.Actor.ReachOf("intake.report"), scope.Rules, scope.Calendar);
        return
        [
            new("sites", calendar.Sites), new("zones", calendar.Zones), new("bases", calendar.Bases), new("begins", calendar.Begins),
            new("ordinals", calendar.Ordinals), new("open", calendar.Open), new("zone", calendar.Zones[0]), new("nowhere", Guid.Empty),
            new("starts_next_day", rules.WeekendStart is WeekendStart.StartsNextDay),
            // A day to spare on both sides: the day of the site decides.
            new("from", new DateTimeOffset(scope.First.AddDays(-1), TimeOnly.MinValue, TimeSpan.Zero)),
            new("before", new DateTimeOffset(scope.Last.AddDays(2), TimeOnly.MinValue, TimeSpan.Zero)),
            new("first", scope.First), new("last", scope.Last), new("now", scope.Now),
            new("everything", reach is Reach.Organisation or Reach.Tenant), new("me", scope.Actor.User?.Value ?? Guid.Empty),
            new("teams", reach is Reach.Team ? scope.Actor.Teams.Select(t => t.Value).ToArray() : []),
            new("evaluations", (rules.EvaluationCodes ?? []).ToArray()), new("services", (rules.ServiceCodes ?? []).ToArray()),
            new("systems", (rules.OwnSystems ?? []).ToArray()), new("attended", rules.BookedIsAttended),
            new("programs", scope.Programs.ToArray()), new("closed", scope.Actor.ClosedTeams.Select(t => t.Value).ToArray()),
            new("evaluation_is_service", rules.EvaluationIsService),
        ];
    }
}

/// <summary>What a report on the way into care looks at.</summary>
/// <param name="First">The first day of request.</param>
/// <param name="Last">The last day of request.</param>
/// <param name="Now">Later things have not happened yet.</param>
/// <param name="Programs">The programs under 42 CFR Part 2 in which the actor works.</param>
internal sealed record AccessScope(DateOnly First, DateOnly Last, DateTimeOffset Now, AccessRules Rules, MeasureCalendar Calendar, Actor Actor, IReadOnlyList<string> Programs)
{
    /// <summary>Reads the rules and the calendars of the sites.</summary>
    /// <param name="until">The last day of which the calendar must know.</param>
    public static async Task<AccessScope> Read(
        DateOnly first, DateOnly last, DateOnly until, AccessRules rules, IntakeDb db, RequestAccess access, Calendars calendars, TimeProvider clock,
        CancellationToken ct)
    {
        var (from, before) = (
            new DateTimeOffset(first.AddDays(-1), TimeOnly.MinValue, TimeSpan.Zero), new DateTimeOffset(last.AddDays(2), TimeOnly.MinValue, TimeSpan.Zero));
        var sites = await db.InquiriesFor("intake.report").Where(i => i.ReceivedAt >= from && i.ReceivedAt < before).Select(i => i.Site).Distinct().ToListAsync(ct);
        var calendar = await MeasureCalendar.Read(calendars, sites, rules.ClosuresCount, first.AddDays(-1), until.AddDays(1), ct);
        return new AccessScope(first, last, clock.GetUtcNow(), rules, calendar, db.Actor, access.Programs);
    }
}
