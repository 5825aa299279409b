using System.ComponentModel.DataAnnotations.Schema;
using CarePlatform.Referrals.Contracts;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Referrals;

/// <summary>What happens when a licence of an agreement has run out.</summary>
internal enum ExpiredLicence
{
    /// <summary>It becomes work, and is shown; referrals go on.</summary>
    Warn,

    /// <summary>Nobody is referred to the partner until it is renewed.</summary>
    Pause,
}

/// <summary>What a tenant has laid down on how partners answer for what was agreed; <c>accountability-settings.json</c> has what holds by default.</summary>
/// <param name="AgeBands">The first age of each band of reports, ascending.</param>
/// <param name="DaysToAnswer">Within how many days a partner answers, where its agreement says nothing else.</param>
/// <param name="DaysToAppointment">Within how many days of accepting the first appointment is.</param>
/// <param name="DaysToOutcome">Within how many days of completing the outcome is told.</param>
/// <param name="Acceptance">The share of what it was sent that it accepts, from 0 to 1.</param>
/// <param name="Completion">The share of the accepted that it confirms as given.</param>
/// <param name="Outcome">The share of those of which it tells the outcome.</param>
/// <param name="Smallest">Below how many referrals a share says nothing.</param>
/// <param name="ReviewAheadDays">How many days before it an agreement's review becomes work.</param>
/// <param name="LicenceAheadDays">How many days before it a licence's end becomes work.</param>
/// <param name="ExpiredLicence">What happens when it has run out.</param>
/// <param name="ReviewDay">The day of the month on which the reviews of partners begin, 1 to 28.</param>
/// <param name="ReviewHour">The hour of the day at which what is due is looked for.</param>
/// <param name="ManagementNeeds">Needs for which a partner coordinates or manages somebody's care.</param>
/// <param name="ManagementRoles">Roles on a care team here whose holder manages the person's care.</param>
[NotMapped]
internal sealed record AccountabilityRules(
    IReadOnlyList<int> AgeBands, int DaysToAnswer, int DaysToAppointment, int DaysToOutcome, decimal Acceptance, decimal Completion, decimal Outcome,
    int Smallest, int ReviewAheadDays, int LicenceAheadDays, ExpiredLicence ExpiredLicence, int ReviewDay, int ReviewHour,
    IReadOnlyList<string> ManagementNeeds, IReadOnlyList<string> ManagementRoles)
{
    /// <summary>What holds for a tenant that has laid down nothing else.</summary>
    public static AccountabilityRules Usual { get; } = UsualRules.Read<AccountabilityRules>("accountability-settings.json");
}

/// <summary>What a tenant wants otherwise than usual of how partners answer for what was agreed.</summary>
internal sealed class AccountabilitySettings
{
    /// <summary>What holds while the tenant has changed nothing.</summary>
    public static AccountabilitySettings Usual { get; } = new() { Id = default, Version = 0 };

    public required AccountabilitySettingsId Id { get; init; }

    public AccountabilityRules Rules { get; private set; } = AccountabilityRules.Usual;

    public int Version { get; private set; } = 1;

    public void Change(AccountabilityRules rules) => Rules = rules;
}

/// <summary>What the session's tenant has laid down.</summary>
internal static class AccountabilityReading
{
    /// <summary>The rules in force: the tenant's own, or the usual ones.</summary>
    public static async Task<AccountabilityRules> AccountabilityRules(this ReferralsDb db, CancellationToken ct) =>
        (await db.AccountabilitySettings.AsNoTracking().FirstOrDefaultAsync(ct))?.Rules ?? Referrals.AccountabilityRules.Usual;
}
