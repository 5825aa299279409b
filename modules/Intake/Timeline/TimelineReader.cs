using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Intake;

/// <summary>Reads lines of time of many clients at once: one statement for each kind of fact, whatever the number of clients.</summary>
internal sealed class TimelineReader(IntakeDb db, Calendars calendars, IEnumerable<ILevelOfCareSource> levels, Session session)
{
    // Contacts with one provider belong together while no longer time than a quarter lies between them.
    private const int BridgedDays = 92;

    // After a stay somebody is seen within a week, as FUH and FUM ask.
    private const int ContactWithinDays = 7;

    /// <summary>The lines of those clients who are within the caller's reach.</summary>
    public async Task<IReadOnlyDictionary<ClientId, MemberTimeline>> Read(
        IReadOnlyCollection<ClientId> asked, DateOnly from, DateOnly to, CancellationToken ct)
    {
        var clients = await db.ClientsFor("intake.read").Where(c => asked.Contains(c.Id)).Select(c => c.Id).ToListAsync(ct);
        var (calendar, now) = (await calendars.Of(site: null, ct), session.Clock.GetUtcNow());
        var coverages = (await db.Coverages.AsNoTracking().Where(c => clients.Contains(c.Client) && !c.Part2).ToListAsync(ct)).ToLookup(c => c.Client);
        var spans = (await Providers(clients, calendar, from, to, ct)).ToLookup(s => s.Client, s => s.Span);
        var ahead = (await db.Told(db.Appointments).AsNoTracking()
            .Where(a => clients.Contains(a.Client) && a.State == AppointmentState.Booked && a.StartsAt > now)
            .Select(a => new { a.Client, a.Id, a.StartsAt }).ToListAsync(ct)).ToLookup(a => a.Client, a => new TimelineVisit(a.Id, calendar.DayOf(a.StartsAt)));
        var unowned = (await db.Told(db.Inquiries).AsNoTracking()
            .Where(i => clients.Contains(i.Client) && i.Status != InquiryStatus.Resolved && i.Owner == null)
            .Select(i => new { i.Client, i.Id, i.ReceivedAt }).ToListAsync(ct)).ToLookup(i => i.Client, i => new TimelineQueue(i.Id, calendar.DayOf(i.ReceivedAt)));
        var stages = new List<LevelOfCareSpan>();
        foreach (var source in levels)
        {
            stages.AddRange(await source.Read(clients, from, to, ct));
        }

        var levelsOf = stages.ToLookup(s => s.Client, s => new TimelineSpan(TimelineLane.LevelOfCare, s.Level, s.From, s.To, s.Source));
        return clients.ToDictionary(id => id, id => MemberTimeline.Of(
            new TimelineFacts(
                id, [.. coverages[id]], [.. coverages[id].Where(c => c.PayerType is not PayerType.Uninsured && c.Status is CoverageStatus.Active).Select(Payer), .. spans[id], .. levelsOf[id]],
                [.. ahead[id]], [.. unowned[id]]),
            from, to, calendar.DayOf(now), ContactWithinDays));
    }

    private static TimelineSpan Payer(Coverage coverage) => new(
        TimelineLane.Eligibility, coverage.PayerName, coverage.StartsOn, coverage.EndsOn, coverage.SourceSystem ?? "intake", coverage.Priority);

    private async Task<List<(ClientId Client, TimelineSpan Span)>> Providers(
        List<ClientId> clients, BusinessCalendar calendar, DateOnly from, DateOnly to, CancellationToken ct)
    {
        var (start, end) = (calendar.At(from.AddDays(-BridgedDays), TimeOnly.MinValue), calendar.At(to.AddDays(1), TimeOnly.MinValue));
        // What comes from a Part 2 program is in no line: who treats somebody there says that they are its patient.
        var told = await (
            from e in db.Encounters.AsNoTracking()
            where clients.Contains(e.Client) && !e.Part2 && e.Practitioner != null && e.StartsAt >= start && e.StartsAt < end
            join p in db.Practitioners on e.Practitioner equals p.Id
            select new { e.Client, e.LocalDate, p.Id, p.Name, e.SourceSystem }).ToListAsync(ct);
        var agreed = await db.Told(db.Appointments).AsNoTracking()
            .Where(a => clients.Contains(a.Client) && (a.State == AppointmentState.Booked || a.State == AppointmentState.CheckedIn) && a.StartsAt >= start && a.StartsAt < end)
            .Select(a => new { a.Client, a.StartsAt, a.Clinician }).ToListAsync(ct);
        return
        [
            .. told.GroupBy(t => (t.Client, t.Id, t.Name, t.SourceSystem)).SelectMany(g => Bridge(g.Select(t => t.LocalDate)).Select(days => (
                g.Key.Client, new TimelineSpan(TimelineLane.Provider, g.Key.Name, days.From, days.To, g.Key.SourceSystem, Practitioner: g.Key.Id)))),
            .. agreed.GroupBy(a => (a.Client, a.Clinician)).SelectMany(g => Bridge(g.Select(a => calendar.DayOf(a.StartsAt))).Select(days => (
                g.Key.Client, new TimelineSpan(TimelineLane.Provider, "clinician", days.From, days.To, "intake", Clinician: g.Key.Clinician)))),
        ];
    }

    // The days of contact as spans.
    private static IEnumerable<(DateOnly From, DateOnly To)> Bridge(IEnumerable<DateOnly> contacts)
    {
        (DateOnly From, DateOnly To)? open = null;
        foreach (var day in contacts.Order())
        {
            if (open is { } span && day.DayNumber - span.To.DayNumber > BridgedDays)
            {
                yield return span;
                open = null;
            }

            open = open is { } going ? (going.From, day) : (day, day);
        }

        if (open is { } last)
        {
            yield return last;
        }
    }
}
