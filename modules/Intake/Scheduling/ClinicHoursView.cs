using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Intake;

/// <summary>Hours of a weekday in which a clinician sees people at a site.</summary>
[View<ClinicHours>]
internal static class ClinicHoursView
{
    /// <summary>Their id.</summary>
    public static ClinicHoursId Id(ClinicHours hours) => hours.Id;

    /// <summary>Whose.</summary>
    public static UserId Clinician(ClinicHours hours) => hours.Clinician;

    /// <summary>Where.</summary>
    public static SiteId Site(ClinicHours hours) => hours.Site;

    /// <summary>On which day of the week.</summary>
    public static Weekday Weekday(ClinicHours hours) => hours.Weekday;

    /// <summary>From when on, by the clock of the site.</summary>
    public static TimeOnly Opens(ClinicHours hours) => ClinicHours.TimeOf(hours.FromMinute);

    /// <summary>Until when; 00:00 is the end of the day.</summary>
    public static TimeOnly Closes(ClinicHours hours) => ClinicHours.TimeOf(hours.ToMinute);

    /// <summary>The only kinds of visit that are given then; null for all.</summary>
    public static IReadOnlyList<VisitTypeId>? VisitTypes(ClinicHours hours) => hours.VisitTypes?.Select(VisitTypeId.From).ToList();

    /// <summary>The only ways in which people are met then; null for all.</summary>
    public static IReadOnlyList<AppointmentMode>? Modes(ClinicHours hours) => hours.Modes;

    /// <summary>The first day on which they hold.</summary>
    public static DateOnly StartsOn(ClinicHours hours) => hours.StartsOn;

    /// <summary>The last day on which they hold.</summary>
    public static DateOnly? EndsOn(ClinicHours hours) => hours.EndsOn;
}

/// <summary>A day on which a clinician's hours differ from the week's.</summary>
[View<HoursException>]
internal static class HoursExceptionView
{
    /// <summary>Its id.</summary>
    public static HoursExceptionId Id(HoursException exception) => exception.Id;

    /// <summary>Whose.</summary>
    public static UserId Clinician(HoursException exception) => exception.Clinician;

    /// <summary>Where.</summary>
    public static SiteId Site(HoursException exception) => exception.Site;

    /// <summary>On which day.</summary>
    public static DateOnly Day(HoursException exception) => exception.Day;

    /// <summary>From when on, by the clock of the site.</summary>
    public static TimeOnly Opens(HoursException exception) => ClinicHours.TimeOf(exception.FromMinute);

    /// <summary>Until when; 00:00 is the end of the day.</summary>
    public static TimeOnly Closes(HoursException exception) => ClinicHours.TimeOf(exception.ToMinute);

    /// <summary>True: sees people besides the hours of the week. False: does not, although the week says so.</summary>
    public static bool Open(HoursException exception) => exception.Open;

    /// <summary>Why, as a code such as training.</summary>
    public static string Reason(HoursException exception) => exception.Reason;

    /// <summary>When it was written down.</summary>
    public static DateTimeOffset RecordedAt(HoursException exception) => exception.RecordedAt;

    /// <summary>Who wrote it down; null when the system did.</summary>
    public static UserId? RecordedBy(HoursException exception) => exception.RecordedBy;
}

/// <summary>What is known of a clinician for finding the right one.</summary>
[View<ClinicianPanel>]
internal static class ClinicianPanelView
{
    /// <summary>Its id.</summary>
    public static ClinicianPanelId Id(ClinicianPanel panel) => panel.Id;

    /// <summary>Who.</summary>
    public static UserId Clinician(ClinicianPanel panel) => panel.Clinician;

    /// <summary>The languages that they speak, as BCP 47 tags.</summary>
    public static IReadOnlyList<string> Languages(ClinicianPanel panel) => panel.Languages;

    /// <summary>The most severe acuity that they take on.</summary>
    public static Acuity MostAcute(ClinicianPanel panel) => panel.MostAcute;

    /// <summary>Whether they take on people who were not seen by them before.</summary>
    public static bool AcceptsNew(ClinicianPanel panel) => panel.AcceptsNew;

    /// <summary>How many different clients may have appointments ahead; null without limit.</summary>
    public static int? MostClients(ClinicianPanel panel) => panel.MostClients;

    /// <summary>Counts changes; send it back as expectedVersion.</summary>
    public static int Version(ClinicianPanel panel) => panel.Version;
}
