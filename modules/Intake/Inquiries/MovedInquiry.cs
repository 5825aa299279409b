using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Intake;

/// <summary>What goes with an inquiry to the team that gets it.</summary>
internal static class MovedInquiry
{
    /// <summary>Appointments that lie ahead go with the inquiry that they answer; visits that were made stay with whom they were made.</summary>
    /// <param name="to">The team that gets it; null when it stays where it is.</param>
    public static async Task MoveAhead(this IntakeDb db, Inquiry inquiry, TeamId? to, DateTimeOffset now, CancellationToken ct)
    {
        if (to is { } team && team != inquiry.Team)
        {
            await db.Appointments.Where(a => a.Inquiry == inquiry.Id && a.StartsAt > now).ExecuteUpdateAsync(set => set.SetProperty(a => a.Team, team), ct);
        }
    }
}
