using CarePlatform.Platform;

namespace CarePlatform.Referrals;

/// <summary>When a service is open.</summary>
[View<ServiceHours>]
internal static class ServiceHoursView
{
    /// <summary>Where its clocks are, such as America/New_York.</summary>
    public static string Zone(ServiceHours hours) => hours.Zone;

    /// <summary>When it is open in each week.</summary>
    public static IReadOnlyList<OpenSpan> Week(ServiceHours hours) => hours.Week;

    /// <summary>Whether people come only at a time that was agreed.</summary>
    public static bool ByAppointment(ServiceHours hours) => hours.ByAppointment;

    /// <summary>Days on which it is closed all the same.</summary>
    public static IReadOnlyList<DateOnly> ClosedDays(ServiceHours hours) => hours.ClosedDays ?? [];

    /// <summary>Whether it is open at an instant.</summary>
    /// <param name="at">The instant; now when nothing is said.</param>
    public static bool IsOpen(ServiceHours hours, DateTimeOffset? at, TimeProvider clock) => hours.IsOpenAt(at ?? clock.GetUtcNow());
}

/// <summary>A span of a weekday in which a service is open.</summary>
[View<OpenSpan>]
internal static class OpenSpanView
{
    /// <summary>The day.</summary>
    public static OpenDay Day(OpenSpan span) => span.Day;

    /// <summary>From.</summary>
    public static TimeOnly Opens(OpenSpan span) => span.Opens;

    /// <summary>Until; 00:00 is midnight at the day's end.</summary>
    public static TimeOnly Closes(OpenSpan span) => span.Closes;
}
