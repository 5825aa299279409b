using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Intake;

/// <summary>
/// Open inquiries of somebody who has left, and their places on the waitlist, go to the successor, or back to the queue of the team that has them.
/// </summary>
[Feature("intake")]
internal static class WhenUserDeactivated
{
    private const string Reason = "owner-left";

    public static async Task<IReadOnlyList<object>> Handle(
        UserDeactivated left, IntakeDb db, People people, TimeProvider clock, CancellationToken ct)
    {
        if (await people.User(left.User, ct) is not { Active: false })
        {
            return [];
        }

        var successor = left.Successor is { } id && await people.User(id, ct) is { Active: true } ? left.Successor : null;
        var inquiries = await db.Inquiries.Where(i => i.Owner == left.User && i.Status != InquiryStatus.Resolved).ToListAsync(ct);
        foreach (var inquiry in inquiries)
        {
            inquiry.Assign(inquiry.Team, successor);
            db.Add(inquiry.OwnedSince(clock.GetUtcNow(), assignedBy: null, Reason, clock));
        }

        foreach (var entry in await db.Waitlist
            .Where(e => e.Owner == left.User && (e.State == WaitlistState.Waiting || e.State == WaitlistState.Offered)).ToListAsync(ct))
        {
            entry.Assign(entry.Team, successor);
        }

        return [.. inquiries.Select(i => new InquiryAssigned(i.Client, i.Id, i.Team, i.Owner))];
    }
}
