using CarePlatform.Platform;

namespace CarePlatform.Coordination;

/// <summary>The first day of an absence has come.</summary>
[Timer("coordination.absence-begins@1")]
internal sealed record AbsenceBegins([property: Stream] UserId Person, AbsenceId Absence);

/// <summary>
/// The open steps of somebody who is away from today, and the decisions put before them, go to whoever stands in; none waits for the
/// person's return unheard.
/// </summary>
[Feature("coordination")]
internal static class WhenAbsenceBegins
{
    public static async Task<IReadOnlyList<object>> Handle(
        AbsenceBegins begins, Absences absences, Engine engine, Deciding deciding, TenantClock clock, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return await absences.Find(begins.Absence, ct) is { } absence && absence.Holds(clock.DayOf(now))
            ? [.. await engine.PassOn(begins.Person, now, ct), .. await deciding.PassOn(begins.Person, now, ct)]
            : [];
    }
}
