using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Intake;

[Query, Feature("intake"), Requires("intake.read")]
internal static class DoorSettingsQueries
{
    /// <summary>What is set for the public page, the no-contact protocol and the forms.</summary>
    public static Task<DoorSettings> DoorSettings(IntakeDb db, CancellationToken ct) => db.CurrentDoorSettings(ct);

    /// <summary>What holds for the tenant.</summary>
    internal static async Task<DoorSettings> CurrentDoorSettings(this IntakeDb db, CancellationToken ct) =>
        await db.DoorSettings.AsNoTracking().FirstOrDefaultAsync(ct) ?? CarePlatform.Intake.DoorSettings.Usual;
}

/// <summary>What is set for the public page, the no-contact protocol and the forms.</summary>
[View<DoorSettings>]
internal static class DoorSettingsView
{
    /// <summary>When an inquiry may be closed because the person cannot be reached.</summary>
    public static NoContactRule NoContact(DoorSettings settings) => settings.NoContact;

    /// <summary>What the public page says of the organisation.</summary>
    public static PublicPage Page(DoorSettings settings) => settings.Page;

    /// <summary>How long it takes to type one field, in seconds.</summary>
    public static int SecondsPerField(DoorSettings settings) => settings.SecondsPerField;

    /// <summary>How long after an immediate action the person is looked after again, in hours.</summary>
    public static int FollowUpHours(DoorSettings settings) => settings.FollowUpHours;

    /// <summary>Counts changes; 0 while nothing was ever changed. Send it back as expectedVersion.</summary>
    public static int Version(DoorSettings settings) => settings.Version;
}

/// <summary>When an inquiry may be closed because the person cannot be reached.</summary>
[View<NoContactRule>]
internal static class NoContactRuleView
{
    /// <summary>So many tries at least.</summary>
    public static int Attempts(NoContactRule rule) => rule.Attempts;

    /// <summary>By so many different channels at least.</summary>
    public static int Channels(NoContactRule rule) => rule.Channels;

    /// <summary>On so many different days at least.</summary>
    public static int Days(NoContactRule rule) => rule.Days;

    /// <summary>Only tries of so many last days count.</summary>
    public static int WithinDays(NoContactRule rule) => rule.WithinDays;

    /// <summary>Every telephone number and mail address of the person was tried, or is known to be wrong.</summary>
    public static bool EveryContactPoint(NoContactRule rule) => rule.EveryContactPoint;

    /// <summary>Outreach was asked to find the person.</summary>
    public static bool Handoff(NoContactRule rule) => rule.Handoff;
}

/// <summary>What the public page says of the organisation.</summary>
[View<PublicPage>]
internal static class PublicPageView
{
    /// <summary>Within how many business days whoever asks is called back.</summary>
    public static int CallBackDays(PublicPage page) => page.CallBackDays;

    /// <summary>The number at which people reach the organisation.</summary>
    public static string? Phone(PublicPage page) => page.Phone;

    /// <summary>For how many days after its end a request can be looked up.</summary>
    public static int ShownDays(PublicPage page) => page.ShownDays;
}
