using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Intake;

/// <summary>
/// Finds out whether a wanted appointment fits into the clinician's time, and sets what falls due about it. Whoever books holds the
/// clinician's lock until the transaction ends: of two who want the same time, the second sees what the first has booked.
/// </summary>
internal sealed class Booking(IntakeDb db, People people, SlotSearch search, Session session, TenantClock clock, Timers timers)
{
    private const int Alternatives = 3;
    private static readonly TimeSpan LooksAhead = TimeSpan.FromDays(60);

    /// <summary>How it fits, or why it does not.</summary>
    public async Task<Outcome<Fit>> Check(Wanted wanted, ScheduleRules rules, CancellationToken ct)
    {
        if (wanted.From < clock.GetUtcNow())
        {
            return new TimeHasPassed();
        }

        if (await RefuseClinician(wanted, ct) is { } refusal)
        {
            return refusal;
        }

        await Lock(wanted.Clinician, ct);
        var (other, group) = await InTheWay(wanted, ct);
        if (group)
        {
            return new Fit(Asks: false, DoubleBooked: false);
        }

        var (known, within) = await search.Hours(
            wanted.Clinician, wanted.Site, wanted.Type?.Id, wanted.Mode, wanted.From, wanted.To, ct);
        var outside = known && !within;
        // A visit on top of another is an override, whatever kind it is; the rule for plain bookings is about hours.
        var rule = wanted.Type is null && other is null ? rules.PlainAddOns : rules.AddOns;
        if (other is null && (!outside || (wanted.Type is null && rule is AddOnRule.Allow)))
        {
            return new Fit(Asks: false, DoubleBooked: false);
        }

        if (wanted.AddOn is null)
        {
            var next = await NextFree(wanted, ct);
            return other is null ? new OutsideHours(next) : new ClinicianTaken(other.StartsAt, other.EndsAt, next);
        }

        return rule is AddOnRule.Refuse ? new AddOnsRefused() : new Fit(
            Asks: rule is AddOnRule.Ask && session.Actor.User != wanted.Clinician, DoubleBooked: other is not null);
    }

    /// <summary>Nobody else changes this clinician's time until the transaction ends.</summary>
    public Task Lock(UserId clinician, CancellationToken ct) => db.Database.ExecuteSqlAsync(
        $"select pg_advisory_xact_lock(hashtextextended('intake clinician ' || {clinician.Value}::text, 0))", ct);

    /// <summary>Sets what falls due about an appointment that is agreed: reminders, and the grace time.</summary>
    public async Task SetClocks(Appointment appointment, ScheduleRules rules, CancellationToken ct)
    {
        var (key, now) = (appointment.Id.ToString(), clock.GetUtcNow());
        await timers.Cancel<HoldEnds>(key, ct);
        await timers.Set(new AttendanceDue(appointment.Client, appointment.Id), key, appointment.StartsAt.AddMinutes(rules.GraceMinutes), ct);
        await SetReminder(appointment, rules, now, ct);
    }

    /// <summary>Sets the next reminder that lies ahead, or none.</summary>
    public async Task SetReminder(Appointment appointment, ScheduleRules rules, DateTimeOffset after, CancellationToken ct)
    {
        var key = appointment.Id.ToString();
        if (rules.Leads().Select(lead => appointment.StartsAt - lead).Where(at => at > after).Order().Cast<DateTimeOffset?>().FirstOrDefault() is { } next)
        {
            await timers.Set(new ReminderDue(appointment.Client, appointment.Id), key, next, ct);
        }
        else
        {
            await timers.Cancel<ReminderDue>(key, ct);
        }
    }

    /// <summary>Sets when a held time is given up.</summary>
    public Task SetHold(Appointment appointment, CancellationToken ct) =>
        timers.Set(new HoldEnds(appointment.Client, appointment.Id), appointment.Id.ToString(), appointment.HeldUntil!.Value, ct);

    /// <summary>Nothing falls due about it any more.</summary>
    public async Task EndClocks(Appointment appointment, CancellationToken ct)
    {
        var key = appointment.Id.ToString();
        await timers.Cancel<HoldEnds>(key, ct);
        await timers.Cancel<AttendanceDue>(key, ct);
        await timers.Cancel<ReminderDue>(key, ct);
    }

    private async Task<Refusal?> RefuseClinician(Wanted wanted, CancellationToken ct)
    {
        if (await people.User(wanted.Clinician, ct) is not { } clinician)
        {
            return new NotFound("input.with");
        }

        return !clinician.Active ? new ClinicianNotThere()
            : wanted.Type is { } type && !type.MayBeGivenBy(clinician.Roles) ? new VisitNotGiven()
            : wanted.Type is { } kind && !kind.Modes.Contains(wanted.Mode) ? new ModeNotOffered()
            : null;
    }

    // What takes the clinician's time then, or a group that begins then and has a seat left.
    private async Task<(Appointment? Other, bool Group)> InTheWay(Wanted wanted, CancellationToken ct)
    {
        var (since, until) = (wanted.From.AddDays(-1), wanted.To.AddMinutes(wanted.Buffer));
        var near = await db.Appointments.AsNoTracking()
            .Where(a => a.Clinician == wanted.Clinician && a.StartsAt > since && a.StartsAt < until && a.Id != wanted.Moving
                && (a.State == AppointmentState.Booked || a.State == AppointmentState.Held || a.State == AppointmentState.CheckedIn))
            .OrderBy(a => a.StartsAt).ToListAsync(ct);
        var others = near.Where(a => a.EndsAt.AddMinutes(a.BufferMinutes) > wanted.From).ToList();
        var group = others is [var first, ..] && wanted.Type is { Seats: > 1 } type && others.Count < first.Seats
            && others.All(a => a.VisitType == type.Id && a.StartsAt == wanted.From && a.Site == wanted.Site);
        return (others.FirstOrDefault(), group);
    }

    private async Task<IReadOnlyList<Slot>> NextFree(Wanted wanted, CancellationToken ct)
    {
        var type = wanted.Type ?? VisitType.Of(wanted.Minutes);
        var asked = new SlotsWanted(
            type, wanted.From, wanted.From + LooksAhead, wanted.Site is { } site ? [site] : null, [wanted.Clinician], wanted.Mode);
        return await search.First(asked, Alternatives, after: null, ct);
    }
}
