using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Coordination;

/// <summary>Decisions that were asked for a client are withdrawn when the client's care ends. The work itself ends in <see cref="WhenAnythingHappens"/>.</summary>
[Feature("coordination.decisions")]
internal static class WhenClientDischarged
{
    public static Task<IReadOnlyList<object>> Handle(ClientDischarged discharged, Deciding deciding, TimeProvider clock, CancellationToken ct) =>
        deciding.Discharge(discharged, clock.GetUtcNow(), ct);
}
