using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Intake;

/// <summary>An appointment was cancelled: its time goes to who waits for it.</summary>
[Feature("intake.scheduling")]
internal static class WhenAppointmentCancelled
{
    public static async Task<IReadOnlyList<object>> Handle(AppointmentCancelled cancelled, IntakeDb db, Waitlist waitlist, CancellationToken ct) =>
        await db.Appointments.AsNoTracking().FirstOrDefaultAsync(a => a.Id == cancelled.Appointment, ct) is { } freed
            ? await waitlist.Offer(new FreedTime(freed.Clinician, freed.Site, freed.StartsAt), ct)
            : [];
}

/// <summary>An appointment was moved: its old time goes to who waits for it.</summary>
[Feature("intake.scheduling")]
internal static class WhenAppointmentRescheduled
{
    public static Task<IReadOnlyList<object>> Handle(AppointmentRescheduled moved, Waitlist waitlist, CancellationToken ct) =>
        waitlist.Offer(new FreedTime(moved.FreedClinician, moved.FreedSite, moved.FreedAt), ct);
}

/// <summary>Somebody has an appointment: they wait for this kind of visit no longer.</summary>
[Feature("intake.scheduling")]
internal static class WhenAppointmentBooked
{
    public static async Task<IReadOnlyList<object>> Handle(AppointmentBooked booked, IntakeDb db, TimeProvider clock, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (await db.Appointments.AsNoTracking().FirstOrDefaultAsync(a => a.Id == booked.Appointment, ct) is not { VisitType: { } type } appointment)
        {
            return [];
        }

        var open = await db.Waitlist.Where(e => e.Client == appointment.Client && e.VisitType == type
            && (e.State == WaitlistState.Waiting || e.Id == appointment.WaitlistEntry)).ToListAsync(ct);
        var events = new List<object>();
        foreach (var entry in open.Where(e => e.IsOpen))
        {
            entry.Leave(WaitlistLeaving.Booked, by: null, now);
            events.Add(new WaitlistLeft(entry.Client, entry.Id, Booked: true, now));
        }

        return events;
    }
}
