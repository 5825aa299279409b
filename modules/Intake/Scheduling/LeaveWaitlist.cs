using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Intake;

/// <summary>Somebody does not wait any more, with the reason. A time that is held for them is free again.</summary>
[Mutation, Feature("intake.scheduling"), Requires("intake.schedule")]
internal static class LeaveWaitlist
{
    /// <summary>Who does not wait any more.</summary>
    /// <param name="Entry">The entry.</param>
    /// <param name="Reason">Why.</param>
    /// <param name="ExpectedVersion">The version that the caller has read.</param>
    public sealed record Input(WaitlistEntryId Entry, WaitlistLeaving Reason, int? ExpectedVersion = null);

    public static async Task<Outcome<WaitlistEntry>> Handle(
        Input input, IntakeDb db, Booking booking, Actor actor, TimeProvider clock, CancellationToken ct)
    {
        if (await db.WaitlistFor("intake.schedule").FirstOrDefaultAsync(e => e.Id == input.Entry, ct) is not { } entry)
        {
            return new NotFound("input.entry");
        }

        if (entry.Problem(input.ExpectedVersion) is { } refusal)
        {
            return refusal;
        }

        var now = clock.GetUtcNow();
        entry.Leave(input.Reason, actor.User, now);
        List<object> events = [new WaitlistLeft(entry.Client, entry.Id, entry.State is WaitlistState.Booked, now)];
        var held = await db.Appointments.FirstOrDefaultAsync(a => a.WaitlistEntry == entry.Id && a.State == AppointmentState.Held, ct);
        if (held is not null)
        {
            held.Cancel(Cancellation.OfferDeclined, actor.User, now);
            await booking.EndClocks(held, ct);
            events.Add(held.ToCancelled());
            events.Add(new SlotOfferEnded(entry.Client, entry.Id, held.Id, OfferAnswer.Declined, now));
        }

        return Outcome.Of(entry).Publishing(events);
    }
}
