using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Intake;

/// <summary>Nobody makes an appointment with, or waits for one for, somebody who has died.</summary>
internal sealed record ClientHasDied() : Refusal(
    "intake.client_has_died", "The person has died. If that was recorded by mistake, take it back first: amendClient with clear: DIED_ON.", "input.client");

/// <summary>What others hear when a death is recorded, or a mistaken one taken back.</summary>
internal static class Deaths
{
    /// <summary>The event of a change of the day of death; none where somebody is as dead or alive as before.</summary>
    public static async Task<object[]> NewsOfDeath(this IntakeDb db, Client client, DateOnly? before, TimeProvider clock, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        switch (before, client.DiedOn)
        {
            case (null, { } day):
                var discharged = await db.Discharges.Where(d => d.Client == client.Id && d.Team == null).MaxAsync(d => (DateTimeOffset?)d.RecordedAt, ct);
                var care = await db.Inquiries.AnyAsync(i => i.Client == client.Id && (discharged == null || i.ReceivedAt > discharged), ct)
                    || await db.Appointments.AnyAsync(a => a.Client == client.Id && (discharged == null || a.BookedAt > discharged), ct);
                return [new ClientDied(client.Id, day, now, care)];
            case ({ }, null):
                var visits = await db.Appointments.CountAsync(a => a.Client == client.Id && a.Cancellation == Cancellation.ClientDied && a.StartsAt > now, ct);
                return [new ClientDeathRetracted(client.Id, now, visits)];
            default:
                return [];
        }
    }
}
