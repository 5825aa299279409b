using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Intake;

/// <summary>A time that has become free.</summary>
internal sealed record FreedTime(UserId Clinician, SiteId? Site, DateTimeOffset StartsAt);

/// <summary>Gives times that become free to who waits for them, in order. What it returns is to be published.</summary>
internal sealed class Waitlist(IntakeDb db, People people, Calendars calendars, SlotSearch search, TenantClock clock, Booking booking)
{
    // The list is looked through from the top; who stands lower than this is asked when more becomes free.
    private const int LooksAt = 200;

    /// <summary>Holds the time for the first in line who can take it.</summary>
    public async Task<IReadOnlyList<object>> Offer(FreedTime freed, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (freed.StartsAt <= now || await people.User(freed.Clinician, ct) is not { Active: true } clinician)
        {
            return [];
        }

        await booking.Lock(freed.Clinician, ct);
        var rules = await db.Rules(ct);
        var calendar = await calendars.Of(freed.Site, ct);
        var types = await db.VisitTypes.AsNoTracking().Where(v => v.RetiredAt == null).ToDictionaryAsync(v => v.Id, ct);
        foreach (var entry in await InLine(freed, ct))
        {
            if (types.GetValueOrDefault(entry.VisitType) is not { } type || !type.MayBeGivenBy(clinician.Roles)
                || !entry.CanCome(TimeZoneInfo.ConvertTime(freed.StartsAt, calendar.Zone).DateTime, type.Minutes))
            {
                continue;
            }

            var slots = new SlotsWanted(
                type, freed.StartsAt, freed.StartsAt.AddTicks(TimeSpan.TicksPerMillisecond), freed.Site is { } site ? [site] : null,
                [freed.Clinician], entry.Mode, entry.Language);
            if (await search.First(slots, 1, after: null, ct) is [var slot])
            {
                return [await Hold(entry, type, slot, rules, now, ct)];
            }
        }

        return [];
    }

    /// <summary>An offer has ended: who did not take it waits on. Nothing happens for an appointment that was no offer.</summary>
    public async Task<IReadOnlyList<object>> End(Appointment appointment, OfferAnswer answer, DateTimeOffset now, CancellationToken ct)
    {
        if (appointment.WaitlistEntry is not { } id || await db.Waitlist.FirstOrDefaultAsync(e => e.Id == id, ct) is not { } entry)
        {
            return [];
        }

        if (entry.State is WaitlistState.Offered && answer is not OfferAnswer.Accepted)
        {
            entry.WaitOn();
        }

        return [new SlotOfferEnded(entry.Client, entry.Id, appointment.Id, answer, now)];
    }

    private async Task<SlotOffered> Hold(
        WaitlistEntry entry, VisitType type, Slot slot, ScheduleRules rules, DateTimeOffset now, CancellationToken ct)
    {
        var mode = entry.Mode ?? type.Modes[0];
        var expires = (await calendars.Of(slot.Site, ct)).ForOffer(now, rules.OfferHours);
        var wanted = new Wanted(
            entry.Client, entry.Inquiry, slot.Clinician, slot.Site, mode, type, slot.StartsAt, type.Minutes, Entry: entry.Id, Team: entry.Team);
        var appointment = Appointment.Book(wanted, by: null, expires < slot.StartsAt ? expires : slot.StartsAt, clock);
        db.Add(appointment);
        entry.Offer();
        await booking.SetHold(appointment, ct);
        return new SlotOffered(
            entry.Client, entry.Id, appointment.Id, appointment.Site, entry.Team, entry.Owner, appointment.StartsAt, now,
            appointment.HeldUntil!.Value);
    }

    // In order; without those who had this time already and did not take it.
    private async Task<List<WaitlistEntry>> InLine(FreedTime freed, CancellationToken ct) => await db.Waitlist
        .Where(e => e.State == WaitlistState.Waiting && (e.Site == null || e.Site == freed.Site)
            && (e.Clinician == null || e.Clinician == freed.Clinician)
            && !db.Appointments.Any(a => a.WaitlistEntry == e.Id && a.Clinician == freed.Clinician && a.StartsAt == freed.StartsAt))
        .OrderBy(e => e.RanksSince).ThenBy(e => e.Id).Take(LooksAt).ToListAsync(ct);
}
