using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Coordination;

/// <summary>
/// The time that was held for an add-on is free again, because the hold has ended or the appointment was taken back: the clinician is
/// not asked any more.
/// </summary>
[Feature("coordination.decisions")]
internal static class WhenAddOnEnds
{
    private const string TimeFreed = "time-freed";

    public static Task<IReadOnlyList<object>> Handle(AppointmentCancelled cancelled, Deciding deciding, TimeProvider clock, CancellationToken ct) =>
        deciding.WithdrawAbout(WhenAddOnWanted.Key, cancelled.Appointment.ToString(), TimeFreed, clock.GetUtcNow(), ct);
}
