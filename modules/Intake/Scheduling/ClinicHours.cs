using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Intake;

/// <summary>A day of the week.</summary>
internal enum Weekday
{
    /// <summary>Monday.</summary>
    Monday,

    /// <summary>Tuesday.</summary>
    Tuesday,

    /// <summary>Wednesday.</summary>
    Wednesday,

    /// <summary>Thursday.</summary>
    Thursday,

    /// <summary>Friday.</summary>
    Friday,

    /// <summary>Saturday.</summary>
    Saturday,

    /// <summary>Sunday.</summary>
    Sunday,
}

/// <summary>Hours of a weekday in which a clinician sees people at a site, by the wall clock there.</summary>
internal sealed class ClinicHours
{
    private const int MinutesOfDay = 24 * 60;

    public required ClinicHoursId Id { get; init; }

    public required UserId Clinician { get; init; }

    public required SiteId Site { get; init; }

    public required Weekday Weekday { get; init; }

    /// <summary>Minutes since midnight.</summary>
    public required int FromMinute { get; init; }

    /// <summary>Minutes since midnight, up to 1440 for the end of the day.</summary>
    public required int ToMinute { get; init; }

    /// <summary>The only kinds of visit that are given then; null for all.</summary>
    public Guid[]? VisitTypes { get; init; }

    /// <summary>The only ways in which people are met then; null for all.</summary>
    public IReadOnlyList<AppointmentMode>? Modes { get; init; }

    public required DateOnly StartsOn { get; init; }

    /// <summary>The last day on which they hold.</summary>
    public DateOnly? EndsOn { get; set; }

    /// <summary>Minutes since midnight; as an end, midnight is the end of the day.</summary>
    public static int MinuteOf(TimeOnly time, bool isEnd) =>
        isEnd && time == TimeOnly.MinValue ? MinutesOfDay : (int)time.ToTimeSpan().TotalMinutes;

    /// <summary>The wall clock at a minute of the day; midnight at its end.</summary>
    public static TimeOnly TimeOf(int minute) => TimeOnly.FromTimeSpan(TimeSpan.FromMinutes(minute % MinutesOfDay));
}

/// <summary>A day on which a clinician's hours differ from the week's.</summary>
internal sealed class HoursException
{
    public required HoursExceptionId Id { get; init; }

    public required UserId Clinician { get; init; }

    public required SiteId Site { get; init; }

    public required DateOnly Day { get; init; }

    public required int FromMinute { get; init; }

    public required int ToMinute { get; init; }

    /// <summary>True: sees people besides the hours of the week. False: does not, although the week says so.</summary>
    public required bool Open { get; init; }

    /// <summary>A code, such as <c>training</c>.</summary>
    public required string Reason { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }

    public UserId? RecordedBy { get; init; }
}
