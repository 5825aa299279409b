using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Intake;

/// <summary>A client should be reminded of an appointment.</summary>
[Timer("intake.reminder-due@1")]
internal sealed record ReminderDue([property: Stream] ClientId Client, AppointmentId Appointment);

/// <summary>
/// Reminds a client who wants it, in the client's language and by a way that is known to reach them. The message says when, and neither
/// with whom nor what for.
/// </summary>
[Feature("intake.scheduling")]
internal static class WhenReminderIsDue
{
    public static async Task Handle(
        ReminderDue due, IntakeDb db, Booking booking, Calendars calendars, IMessageSink sink, Tenant tenant, TimeProvider clock, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (await db.Appointments.AsNoTracking().FirstOrDefaultAsync(a => a.Id == due.Appointment, ct)
            is not { State: AppointmentState.Booked } appointment || appointment.StartsAt <= now)
        {
            return;
        }

        var rules = await db.Rules(ct);
        var preference = await db.ContactPreferences.AsNoTracking().Where(p => p.Client == appointment.Client)
            .OrderByDescending(p => p.RecordedAt).ThenByDescending(p => p.Id).FirstOrDefaultAsync(ct);
        var person = await db.Clients.Where(c => c.Id == appointment.Client).Select(c => new { c.Language, c.DiedOn }).FirstAsync(ct);
        var wanted = person.DiedOn is null && (preference?.Reminders ?? rules.RemindUnasked);
        var way = wanted ? await Way(appointment.Client, preference?.Channel, db, ct) : null;
        var reminder = new Reminder
        {
            Id = Guid.CreateVersion7(now),
            Appointment = appointment.Id,
            Outcome = !wanted ? ReminderOutcome.NotWanted : way is null ? ReminderOutcome.NoWay : ReminderOutcome.Sent,
            Channel = way?.Kind,
            StartsAt = appointment.StartsAt,
            At = now,
        };
        db.Add(reminder);
        await booking.SetReminder(appointment, rules, now, ct);
        if (way is not null)
        {
            var text = ReminderText.For(person.Language, rules.ReminderTexts);
            await sink.Send(Message(appointment, way, text, tenant, await calendars.Of(appointment.Site, ct), now), ct);
        }
    }

    // What was reached the latest; never what nobody has verified, or what is known to be wrong.
    private static Task<ContactPoint?> Way(ClientId client, ContactKind? channel, IntakeDb db, CancellationToken ct) => db.ContactPoints
        .AsNoTracking().Where(p => p.Client == client && !p.Wrong && p.VerifiedOn != null).If(channel is not null, p => p.Kind == channel)
        .OrderByDescending(p => p.VerifiedOn).ThenByDescending(p => p.RecordedAt).FirstOrDefaultAsync(ct);

    private static OutgoingMessage Message(
        Appointment appointment, ContactPoint way, ReminderText text, Tenant tenant, BusinessCalendar calendar, DateTimeOffset now)
    {
        var id = OutgoingMessage.IdOf($"{appointment.Id} {appointment.StartsAt:O} {calendar.DayOf(now):O}");
        return new OutgoingMessage(
            id, tenant, way.Kind is ContactKind.Phone ? MessageChannel.Text : MessageChannel.Mail, way.Value, text.Subject,
            text.About(appointment.StartsAt, calendar.Zone), text.Language);
    }
}
