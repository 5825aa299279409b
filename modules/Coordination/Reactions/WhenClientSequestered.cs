using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Coordination;

/// <summary>A client's record is for named people from now on: the open steps and decisions about the client go to them from whoever may not see it.</summary>
[Feature("coordination")]
internal static class WhenClientSequestered
{
    public static async Task<IReadOnlyList<object>> Handle(
        ClientSequestered sequestered, ClientRuns runs, Engine engine, Deciding deciding, TimeProvider clock, CancellationToken ct)
    {
        var taken = await runs.Take(sequestered.Client, clock.GetUtcNow(), by: null, ct);
        foreach (var (turn, _) in taken.Where(t => t.Turn.Unreadable is null))
        {
            turn.TakeFromWhoMayNotSee();
        }

        return
        [
            .. await engine.Apply([.. taken.Select(t => t.Turn)], ct),
            .. await deciding.TakeFromWhoMayNotSee(sequestered.Client, clock.GetUtcNow(), ct),
        ];
    }
}
