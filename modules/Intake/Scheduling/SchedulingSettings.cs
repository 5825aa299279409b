using CarePlatform.Intake.Contracts;

namespace CarePlatform.Intake;

/// <summary>What happens to a booking outside of a clinician's hours, or on top of another visit.</summary>
internal enum AddOnRule
{
    /// <summary>The clinician is asked; until the answer the time is held.</summary>
    Ask,

    /// <summary>It is booked, and the record says that it is an add-on.</summary>
    Allow,

    /// <summary>It is refused.</summary>
    Refuse,
}

/// <summary>
/// The rules of a schedule. No sheet confirms a number for any of them: each is a default of the platform, and the tenant's to change.
/// </summary>
/// <param name="LateCancelHours">A cancellation later than so many hours before the visit is late.</param>
/// <param name="GraceMinutes">So long after its begin a visit to which nobody came may be a no-show.</param>
/// <param name="NoShowNeedsPerson">Whether a person confirms a no-show; else it is one when the grace time has run out.</param>
/// <param name="AddOns">What happens to an add-on of a named visit type.</param>
/// <param name="PlainAddOns">The same where the booking names no visit type.</param>
/// <param name="HoldHours">How long a time is held for a clinician's answer; days on which the site is closed do not count.</param>
/// <param name="OfferHours">How long an offer from the waitlist stands, in hours in which the site is open.</param>
/// <param name="ReminderHours">So many hours before a visit the client is reminded, each once.</param>
/// <param name="RemindUnasked">Whether clients are reminded who have not said that they want it.</param>
/// <param name="AcuityStepDays">So many days of waiting weigh as much as one step of acuity.</param>
/// <param name="AccessHour">The hour of the organisation's day at which the third next available times are written down.</param>
/// <param name="ReminderTexts">What reminders say by language, instead of what ships or besides it.</param>
internal sealed record ScheduleRules(
    int LateCancelHours = 24,
    int GraceMinutes = 15,
    bool NoShowNeedsPerson = true,
    AddOnRule AddOns = AddOnRule.Ask,
    AddOnRule PlainAddOns = AddOnRule.Allow,
    int HoldHours = 24,
    int OfferHours = 4,
    IReadOnlyList<int>? ReminderHours = null,
    bool RemindUnasked = false,
    int AcuityStepDays = 14,
    int AccessHour = 7,
    IReadOnlyList<ReminderText>? ReminderTexts = null)
{
    private static readonly int[] TwoDaysAndOne = [48, 24];

    /// <summary>What holds while the tenant has changed nothing.</summary>
    public static ScheduleRules Usual { get; } = new();

    /// <summary>The lead times of reminders, the longest first.</summary>
    public IEnumerable<TimeSpan> Leads() => (ReminderHours ?? TwoDaysAndOne).Distinct().OrderDescending().Select(h => TimeSpan.FromHours(h));
}

/// <summary>What a tenant wants otherwise than usual in its schedule.</summary>
internal sealed class SchedulingSettings
{
    public required SchedulingSettingsId Id { get; init; }

    public ScheduleRules Rules { get; private set; } = ScheduleRules.Usual;

    public int Version { get; private set; } = 1;

    public void Change(ScheduleRules rules) => Rules = rules;
}
