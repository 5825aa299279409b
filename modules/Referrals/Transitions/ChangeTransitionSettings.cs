using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Referrals;

/// <summary>Changes how long notices of people who are no clients are kept, when a partner counts as silent, and how notices are read.</summary>
[Mutation, Feature("referrals"), Requires("referrals.configure")]
internal static class ChangeTransitionSettings
{
    private const int MostDays = 3660;
    private const int MostHours = 24 * 365;
    private const int MostFactor = 100;
    private const int MostCodes = 1000;

    /// <summary>What changes. What is left out stays as it is.</summary>
    /// <param name="KeepDays">After how many days the content of notices about people who are no clients is taken out, 0 to 3660.</param>
    /// <param name="SilenceFactor">How many times the usual gap between notices makes a partner silent, 1 to 100.</param>
    /// <param name="SilenceHours">How many hours a partner may always be silent, 1 to 8760.</param>
    /// <param name="MentalHealth">All beginnings of diagnosis codes that tell of mental health.</param>
    /// <param name="SubstanceUse">All beginnings of diagnosis codes that tell of substance use.</param>
    /// <param name="Overdose">All beginnings of diagnosis codes that tell of an overdose.</param>
    /// <param name="WentTo">All codes of the discharge status, with where they say that a person went.</param>
    /// <param name="ExpectedVersion">The version that the caller has read; 0 while nothing was ever changed.</param>
    public sealed record Input(
        int? KeepDays = null, int? SilenceFactor = null, int? SilenceHours = null, IReadOnlyList<string>? MentalHealth = null,
        IReadOnlyList<string>? SubstanceUse = null, IReadOnlyList<string>? Overdose = null, IReadOnlyList<DischargeStatus>? WentTo = null,
        int? ExpectedVersion = null);

    /// <summary>Where a code of the discharge status says that a person went.</summary>
    /// <param name="Code">The code, such as 01.</param>
    /// <param name="WentTo">Where that is.</param>
    public sealed record DischargeStatus(string Code, WentTo WentTo);

    public static async Task<Outcome<TransitionSettings>> Handle(Input input, ReferralsDb db, NoticeRemoval removal, TimeProvider clock, CancellationToken ct)
    {
        if (Problems(input).ToList() is { Count: > 0 } problems)
        {
            return Outcome<TransitionSettings>.Refused(problems);
        }

        var settings = await db.TransitionSettings.FirstOrDefaultAsync(ct);
        if (input.ExpectedVersion is { } expected && expected != (settings?.Version ?? 0))
        {
            return new VersionConflict(expected, settings?.Version ?? 0);
        }

        if (settings is null)
        {
            settings = new TransitionSettings { Id = Id.New<TransitionSettingsId>(clock) };
            db.Add(settings);
        }

        var rules = settings.Rules;
        settings.Change(new TransitionRules(
            input.KeepDays ?? rules.KeepDays, input.SilenceFactor ?? rules.SilenceFactor, input.SilenceHours ?? rules.SilenceHours,
            input.MentalHealth ?? rules.MentalHealth, input.SubstanceUse ?? rules.SubstanceUse, input.Overdose ?? rules.Overdose,
            input.WentTo?.ToDictionary(w => w.Code.PadLeft(2, '0'), w => w.WentTo) ?? rules.WentTo));
        if (input.KeepDays is not null)
        {
            await removal.Plan(settings.Rules, ct);
        }

        return settings;
    }

    private static IEnumerable<Refusal> Problems(Input input)
    {
        if (input.KeepDays is < 0 or > MostDays)
        {
            yield return new InvalidInput("input.keepDays", $"Days are 0 to {MostDays}.");
        }

        if (input.SilenceFactor is < 1 or > MostFactor || input.SilenceHours is < 1 or > MostHours)
        {
            yield return new InvalidInput("input.silenceHours", $"Hours are 1 to {MostHours}, the factor is 1 to {MostFactor}.");
        }

        if (new[] { input.MentalHealth, input.SubstanceUse, input.Overdose }.OfType<IReadOnlyList<string>>()
            .Any(codes => codes.Count > MostCodes || codes.Any(c => c.Length is 0 or > 20 || !c.All(char.IsAsciiLetterOrDigit))))
        {
            yield return new InvalidInput("input.mentalHealth", $"Give up to {MostCodes} beginnings of codes, letters and digits without the dot, such as F32.");
        }

        if (input.WentTo is { } codes && (codes.Any(c => c.Code.Length is 0 or > 10) || codes.DistinctBy(c => c.Code.PadLeft(2, '0')).Count() != codes.Count))
        {
            yield return new InvalidInput("input.wentTo", "Give each code of the discharge status once.");
        }
    }
}
