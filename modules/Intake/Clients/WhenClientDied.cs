using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Intake;

/// <summary>
/// A client has died: visits ahead and held times are cancelled for that reason, which is neither late nor a no-show, and go to who waits; the client
/// waits for none any more, and open inquiries end as the person has died.
/// </summary>
[Feature("intake")]
internal static class WhenClientDied
{
    public static async Task<IReadOnlyList<object>> Handle(ClientDied died, IntakeDb db, Booking booking, TimeProvider clock, CancellationToken ct)
    {
        await db.LockClients([died.Client], ct);
        // It may have been taken back before it was heard.
        if (!await db.Clients.AnyAsync(c => c.Id == died.Client && c.DiedOn != null, ct))
        {
            return [];
        }

        var now = clock.GetUtcNow();
        var events = new List<object>();
        foreach (var entry in await db.Waitlist.Where(e => e.Client == died.Client && (e.State == WaitlistState.Waiting || e.State == WaitlistState.Offered)).ToListAsync(ct))
        {
            entry.Leave(WaitlistLeaving.Died, by: null, now);
            events.Add(new WaitlistLeft(entry.Client, entry.Id, Booked: false, now));
        }

        foreach (var visit in await db.Appointments.Where(a => a.Client == died.Client
            && (a.State == AppointmentState.Held || (a.State == AppointmentState.Booked && a.StartsAt > now))).ToListAsync(ct))
        {
            visit.Cancel(Cancellation.ClientDied, by: null, now);
            await booking.EndClocks(visit, ct);
            events.Add(visit.ToCancelled());
            if (visit.WaitlistEntry is { } offered)
            {
                events.Add(new SlotOfferEnded(visit.Client, offered, visit.Id, OfferAnswer.Declined, now));
            }
        }

        foreach (var inquiry in await db.Inquiries.Where(i => i.Client == died.Client && i.Status != InquiryStatus.Resolved).ToListAsync(ct))
        {
            inquiry.Resolve(Resolution.Died, note: null, by: null, now);
            events.Add(new InquiryResolved(inquiry.Client, inquiry.Id, Resolution.Died.ToText(), inquiry.ReceivedAt));
        }

        return events;
    }
}
