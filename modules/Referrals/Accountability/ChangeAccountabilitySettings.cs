using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Referrals;

/// <summary>Changes the standards that partners are held to, when they are reviewed, and what happens when a licence runs out.</summary>
[Mutation, Feature("referrals"), Requires("referrals.configure")]
internal static class ChangeAccountabilitySettings
{
    private const int MostDays = 365;
    private const int LastReviewDay = 28;
    private const int OldestBand = 120;

    /// <summary>What changes. What is left out stays as it is.</summary>
    /// <param name="AgeBands">The first age of each band of reports: from 0, ascending.</param>
    /// <param name="DaysToAnswer">Within how many days a partner answers, where its agreement says nothing else, 1 to 365.</param>
    /// <param name="DaysToAppointment">Within how many days of accepting the first appointment is, 1 to 365.</param>
    /// <param name="DaysToOutcome">Within how many days of completing the outcome is told, 1 to 365.</param>
    /// <param name="Acceptance">The share of what it was sent that a partner accepts, from 0 to 1.</param>
    /// <param name="Completion">The share of the accepted that it confirms as given, from 0 to 1.</param>
    /// <param name="Outcome">The share of those given of which it tells the outcome, from 0 to 1.</param>
    /// <param name="Smallest">Below how many referrals a share says nothing, 0 to 365.</param>
    /// <param name="ReviewAheadDays">How many days before it an agreement's review becomes work, 0 to 365.</param>
    /// <param name="LicenceAheadDays">How many days before it a licence's end becomes work, 0 to 365.</param>
    /// <param name="ExpiredLicence">What happens when a licence has run out.</param>
    /// <param name="ReviewDay">The day of the month on which the reviews of partners begin, 1 to 28.</param>
    /// <param name="ReviewHour">The hour of the day at which what is due is looked for, 0 to 23.</param>
    /// <param name="ManagementNeeds">Needs for which a partner coordinates or manages somebody's care.</param>
    /// <param name="ManagementRoles">Roles on a care team here whose holder manages the person's care.</param>
    /// <param name="ExpectedVersion">The version that the caller has read; 0 while nothing was ever changed.</param>
    public sealed record Input(
        IReadOnlyList<int>? AgeBands = null, int? DaysToAnswer = null, int? DaysToAppointment = null, int? DaysToOutcome = null,
        decimal? Acceptance = null, decimal? Completion = null, decimal? Outcome = null, int? Smallest = null, int? ReviewAheadDays = null,
        int? LicenceAheadDays = null, ExpiredLicence? ExpiredLicence = null, int? ReviewDay = null, int? ReviewHour = null,
        IReadOnlyList<string>? ManagementNeeds = null, IReadOnlyList<string>? ManagementRoles = null, int? ExpectedVersion = null);

    public static async Task<Outcome<AccountabilitySettings>> Handle(Input input, ReferralsDb db, TimeProvider clock, CancellationToken ct)
    {
        var settings = await db.AccountabilitySettings.FirstOrDefaultAsync(ct);
        if (input.ExpectedVersion is { } expected && expected != (settings?.Version ?? 0))
        {
            return new VersionConflict(expected, settings?.Version ?? 0);
        }

        var rules = settings?.Rules ?? AccountabilityRules.Usual;
        var changed = new AccountabilityRules(
            input.AgeBands ?? rules.AgeBands, input.DaysToAnswer ?? rules.DaysToAnswer, input.DaysToAppointment ?? rules.DaysToAppointment,
            input.DaysToOutcome ?? rules.DaysToOutcome, input.Acceptance ?? rules.Acceptance, input.Completion ?? rules.Completion,
            input.Outcome ?? rules.Outcome, input.Smallest ?? rules.Smallest, input.ReviewAheadDays ?? rules.ReviewAheadDays,
            input.LicenceAheadDays ?? rules.LicenceAheadDays, input.ExpiredLicence ?? rules.ExpiredLicence, input.ReviewDay ?? rules.ReviewDay,
            input.ReviewHour ?? rules.ReviewHour, input.ManagementNeeds ?? rules.ManagementNeeds, input.ManagementRoles ?? rules.ManagementRoles);
        if (Problems(changed).ToList() is { Count: > 0 } problems)
        {
            return Outcome<AccountabilitySettings>.Refused(problems);
        }

        if (settings is null)
        {
            settings = new AccountabilitySettings { Id = Id.New<AccountabilitySettingsId>(clock) };
            db.Add(settings);
        }

        settings.Change(changed);
        return settings;
    }

    private static IEnumerable<Refusal> Problems(AccountabilityRules rules)
    {
        if (rules.AgeBands.Count == 0 || rules.AgeBands[0] != 0 || rules.AgeBands[^1] > OldestBand
            || rules.AgeBands.Zip(rules.AgeBands.Skip(1)).Any(pair => pair.Second <= pair.First))
        {
            yield return new InvalidInput("input.ageBands", $"Give the first age of each band, beginning with 0, ascending, up to {OldestBand}.");
        }

        if (new[] { rules.DaysToAnswer, rules.DaysToAppointment, rules.DaysToOutcome }.Any(days => days is < 1 or > MostDays)
            || new[] { rules.ReviewAheadDays, rules.LicenceAheadDays, rules.Smallest }.Any(days => days is < 0 or > MostDays))
        {
            yield return new InvalidInput("input", $"Days are 1 to {MostDays}; days ahead and the smallest number 0 to {MostDays}.");
        }

        if (new[] { rules.Acceptance, rules.Completion, rules.Outcome }.Any(share => share is < 0 or > 1))
        {
            yield return new InvalidInput("input", "Shares are from 0 to 1.");
        }

        if (rules.ReviewDay is < 1 or > LastReviewDay || rules.ReviewHour is < 0 or > 23)
        {
            yield return new InvalidInput("input.reviewDay", $"The day is 1 to {LastReviewDay}, the hour 0 to 23.");
        }
    }
}
