using CarePlatform.Coordination.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Coordination;

/// <summary>
/// What is not to be done any more needs no decision: nothing stays open for closed work. Heard once more, it takes back only what had
/// been asked by then and is still open.
/// </summary>
[Feature("coordination.decisions"), Replayable]
internal static class WhenStepCancelled
{
    private const string Reason = "step-cancelled";

    public static async Task<IReadOnlyList<object>> Handle(
        StepCancelled cancelled, CoordinationDb db, Deciding deciding, TimeProvider clock, CancellationToken ct)
    {
        var open = await db.DecisionRequests.AsNoTracking()
            .Where(r => r.Item == cancelled.Item && r.State == DecisionState.Open && r.AskedAt <= cancelled.CancelledAt)
            .Select(r => r.Id).ToListAsync(ct);
        var events = new List<object>();
        foreach (var id in open)
        {
            if (await deciding.Take(id, ct) is { IsOpen: true } request)
            {
                request.Withdraw(Reason, clock.GetUtcNow());
                await deciding.End(request, ct);
                events.Add(new DecisionWithdrawn(request.Id, request.TypeKey, request.Subject, request.Client, request.AnsweredAt!.Value));
            }
        }

        return events;
    }
}
