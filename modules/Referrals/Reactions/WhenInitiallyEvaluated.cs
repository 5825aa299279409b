using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Referrals;

/// <summary>A client was evaluated for the first time: a visit, for measures that ask for one.</summary>
[Replayable, Feature("referrals")]
internal static class WhenInitiallyEvaluated
{
    public static async Task Handle(InitialEvaluationDone done, ReferralsDb db, CancellationToken ct)
    {
        if (!await db.MeasuredVisits.AnyAsync(v => v.Id == done.Evaluation.Value, ct))
        {
            db.Add(new MeasuredVisit
            {
                Id = done.Evaluation.Value,
                Client = done.Client,
                FirstClient = done.Client,
                At = done.EvaluatedAt,
                Kind = MeasuredVisit.KindOf(done.Mode),
            });
        }
    }
}
