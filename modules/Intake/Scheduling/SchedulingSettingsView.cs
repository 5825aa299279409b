using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Intake;

[Query, Feature("intake.scheduling"), Requires("intake.configure")]
internal static class SchedulingSettingsQueries
{
    /// <summary>The rules of the schedule.</summary>
    public static async Task<SchedulingSettings> SchedulingSettings(IntakeDb db, CancellationToken ct) =>
        await db.SchedulingSettings.AsNoTracking().FirstOrDefaultAsync(ct)
        ?? new SchedulingSettings { Id = default };

    /// <summary>The rules that hold for the tenant.</summary>
    internal static async Task<ScheduleRules> Rules(this IntakeDb db, CancellationToken ct) =>
        await db.SchedulingSettings.AsNoTracking().Select(s => s.Rules).FirstOrDefaultAsync(ct) ?? ScheduleRules.Usual;
}

/// <summary>What is set for the schedule.</summary>
[View<SchedulingSettings>]
internal static class SchedulingSettingsView
{
    /// <summary>The rules.</summary>
    public static ScheduleRules Rules(SchedulingSettings settings) => settings.Rules;

    /// <summary>Counts changes; 0 while nothing was ever changed. Send it back as expectedVersion.</summary>
    public static int Version(SchedulingSettings settings) => settings.Id == default ? 0 : settings.Version;
}

/// <summary>The rules of a schedule.</summary>
[View<ScheduleRules>]
internal static class ScheduleRulesView
{
    /// <summary>A cancellation later than so many hours before the visit is late.</summary>
    public static int LateCancelHours(ScheduleRules rules) => rules.LateCancelHours;

    /// <summary>So many minutes after its begin a visit to which nobody came may be a no-show.</summary>
    public static int GraceMinutes(ScheduleRules rules) => rules.GraceMinutes;

    /// <summary>Whether a person confirms a no-show; else it is one when the grace time has run out.</summary>
    public static bool NoShowNeedsPerson(ScheduleRules rules) => rules.NoShowNeedsPerson;

    /// <summary>What happens to an add-on of a named visit type.</summary>
    public static AddOnRule AddOns(ScheduleRules rules) => rules.AddOns;

    /// <summary>The same where the booking names no visit type.</summary>
    public static AddOnRule PlainAddOns(ScheduleRules rules) => rules.PlainAddOns;

    /// <summary>How many hours a time is held for a clinician's answer; days on which the site is closed do not count.</summary>
    public static int HoldHours(ScheduleRules rules) => rules.HoldHours;

    /// <summary>How many hours an offer from the waitlist stands; only those count in which the site is open.</summary>
    public static int OfferHours(ScheduleRules rules) => rules.OfferHours;

    /// <summary>So many hours before a visit the client is reminded, the longest first.</summary>
    public static IReadOnlyList<int> ReminderHours(ScheduleRules rules) => [.. rules.Leads().Select(l => (int)l.TotalHours)];

    /// <summary>Whether clients are reminded who have not said that they want it.</summary>
    public static bool RemindUnasked(ScheduleRules rules) => rules.RemindUnasked;

    /// <summary>So many days of waiting weigh as much as one step of acuity.</summary>
    public static int AcuityStepDays(ScheduleRules rules) => rules.AcuityStepDays;

    /// <summary>The hour of the organisation's day at which the third next available times are written down.</summary>
    public static int AccessHour(ScheduleRules rules) => rules.AccessHour;

    /// <summary>What reminders say by language, instead of what ships or besides it.</summary>
    public static IReadOnlyList<ReminderText> ReminderTexts(ScheduleRules rules) => rules.ReminderTexts ?? [];
}
