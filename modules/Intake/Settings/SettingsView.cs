using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Intake;

[Query, Feature("intake"), Requires("intake.configure")]
internal static class SettingsQueries
{
    /// <summary>What is set for the front door.</summary>
    public static async Task<IntakeSettings> IntakeSettings(IntakeDb db, CancellationToken ct) =>
        await db.Settings.AsNoTracking().FirstOrDefaultAsync(ct) ?? CarePlatform.Intake.IntakeSettings.Usual;
}

/// <summary>What is set for the front door.</summary>
[View<IntakeSettings>]
internal static class IntakeSettingsView
{
    /// <summary>From how many points on two records count as one person.</summary>
    public static MatchSettings Matching(IntakeSettings settings) => settings.Matching;

    /// <summary>Within how many business days people must be seen.</summary>
    public static AccessLimits Limits(IntakeSettings settings) => settings.Limits;

    /// <summary>Counts changes; 0 while nothing was ever changed. Send it back as expectedVersion.</summary>
    public static int Version(IntakeSettings settings) => settings.Version;
}

/// <summary>From how many points on two records count as one person, and what each agreement is worth.</summary>
[View<MatchSettings>]
internal static class MatchSettingsView
{
    /// <summary>From here on an inquiry is linked to the client without asking.</summary>
    public static int CertainFrom(MatchSettings settings) => settings.CertainFrom;

    /// <summary>From here on the caller is asked to choose.</summary>
    public static int PossibleFrom(MatchSettings settings) => settings.PossibleFrom;

    /// <summary>The same identifier of the same system.</summary>
    public static int Identifier(MatchSettings settings) => settings.Identifier;

    /// <summary>The same given name.</summary>
    public static int GivenName(MatchSettings settings) => settings.GivenName;

    /// <summary>Taken away when the given names differ.</summary>
    public static int GivenNameDiffers(MatchSettings settings) => settings.GivenNameDiffers;

    /// <summary>The same family name.</summary>
    public static int FamilyName(MatchSettings settings) => settings.FamilyName;

    /// <summary>Taken away when the family names differ.</summary>
    public static int FamilyNameDiffers(MatchSettings settings) => settings.FamilyNameDiffers;

    /// <summary>The same birth date.</summary>
    public static int BirthDate(MatchSettings settings) => settings.BirthDate;

    /// <summary>Taken away when the birth dates differ.</summary>
    public static int BirthDateDiffers(MatchSettings settings) => settings.BirthDateDiffers;

    /// <summary>Taken away when the genders differ.</summary>
    public static int GenderDiffers(MatchSettings settings) => settings.GenderDiffers;

    /// <summary>The same telephone number, mail address or street address, each.</summary>
    public static int Reach(MatchSettings settings) => settings.Reach;
}

/// <summary>Within how many business days after the request the first appointment must be, by acuity.</summary>
[View<AccessLimits>]
internal static class AccessLimitsView
{
    /// <summary>For emergent inquiries.</summary>
    public static int EmergentDays(AccessLimits limits) => limits.EmergentDays;

    /// <summary>For urgent inquiries.</summary>
    public static int UrgentDays(AccessLimits limits) => limits.UrgentDays;

    /// <summary>For routine inquiries.</summary>
    public static int RoutineDays(AccessLimits limits) => limits.RoutineDays;
}
