using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Referrals;

/// <summary>What holds here on how partners answer for what was agreed.</summary>
[View<AccountabilitySettings>]
internal static class AccountabilitySettingsView
{
    /// <summary>The first age of each band of reports, ascending.</summary>
    public static IReadOnlyList<int> AgeBands(AccountabilitySettings settings) => settings.Rules.AgeBands;

    /// <summary>Within how many days a partner answers, where its agreement says nothing else.</summary>
    public static int DaysToAnswer(AccountabilitySettings settings) => settings.Rules.DaysToAnswer;

    /// <summary>Within how many days of accepting the first appointment is.</summary>
    public static int DaysToAppointment(AccountabilitySettings settings) => settings.Rules.DaysToAppointment;

    /// <summary>Within how many days of completing the outcome is told.</summary>
    public static int DaysToOutcome(AccountabilitySettings settings) => settings.Rules.DaysToOutcome;

    /// <summary>The share of what it was sent that a partner accepts, from 0 to 1.</summary>
    public static decimal Acceptance(AccountabilitySettings settings) => settings.Rules.Acceptance;

    /// <summary>The share of the accepted that it confirms as given.</summary>
    public static decimal Completion(AccountabilitySettings settings) => settings.Rules.Completion;

    /// <summary>The share of those given of which it tells the outcome.</summary>
    public static decimal Outcome(AccountabilitySettings settings) => settings.Rules.Outcome;

    /// <summary>Below how many referrals a share says nothing.</summary>
    public static int Smallest(AccountabilitySettings settings) => settings.Rules.Smallest;

    /// <summary>How many days before it an agreement's review becomes work.</summary>
    public static int ReviewAheadDays(AccountabilitySettings settings) => settings.Rules.ReviewAheadDays;

    /// <summary>How many days before it a licence's end becomes work.</summary>
    public static int LicenceAheadDays(AccountabilitySettings settings) => settings.Rules.LicenceAheadDays;

    /// <summary>What happens when a licence has run out.</summary>
    public static ExpiredLicence ExpiredLicence(AccountabilitySettings settings) => settings.Rules.ExpiredLicence;

    /// <summary>The day of the month on which the reviews of partners begin.</summary>
    public static int ReviewDay(AccountabilitySettings settings) => settings.Rules.ReviewDay;

    /// <summary>The hour of the day at which what is due is looked for.</summary>
    public static int ReviewHour(AccountabilitySettings settings) => settings.Rules.ReviewHour;

    /// <summary>Needs for which a partner coordinates or manages somebody's care.</summary>
    public static IReadOnlyList<string> ManagementNeeds(AccountabilitySettings settings) => settings.Rules.ManagementNeeds;

    /// <summary>Roles on a care team here whose holder manages the person's care.</summary>
    public static IReadOnlyList<string> ManagementRoles(AccountabilitySettings settings) => settings.Rules.ManagementRoles;

    /// <summary>Counts changes; 0 while nothing was ever changed.</summary>
    public static int Version(AccountabilitySettings settings) => settings.Version;
}

/// <summary>Reads the settings of accountability.</summary>
[Query, Feature("referrals"), Requires(ReferralReach.Read)]
internal static class AccountabilitySettingsQueries
{
    /// <summary>What holds here on how partners answer for what was agreed.</summary>
    public static async Task<AccountabilitySettings> AccountabilitySettings(ReferralsDb db, CancellationToken ct) =>
        await db.AccountabilitySettings.AsNoTracking().FirstOrDefaultAsync(ct) ?? Referrals.AccountabilitySettings.Usual;
}
