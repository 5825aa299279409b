using CarePlatform.Platform;

namespace CarePlatform.Coordination;

/// <summary>
/// The open steps of somebody who has left, and the decisions put before them, go to the successor, or to whom the rule of each finds.
/// </summary>
[Feature("coordination")]
internal static class WhenUserDeactivated
{
    public static async Task<IReadOnlyList<object>> Handle(
        UserDeactivated left, People people, Engine engine, Deciding deciding, TimeProvider clock, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        // Let in again before this was heard: the work stays.
        return await people.User(left.User, ct) is { Active: false }
            ? [.. await engine.PassOn(left.User, now, ct), .. await deciding.PassOn(left.User, now, ct)]
            : [];
    }
}
