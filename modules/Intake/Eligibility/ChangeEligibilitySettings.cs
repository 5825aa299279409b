using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Intake;

/// <summary>Changes how payers' answers are read and when they are asked. What is left out takes its usual value.</summary>
[Mutation, Feature("intake.eligibility"), Requires("intake.configure")]
internal static class ChangeEligibilitySettings
{
    /// <summary>What holds from now on.</summary>
    /// <param name="Rules">The whole of the rules.</param>
    /// <param name="ExpectedVersion">The version that the caller has read; 0 while nothing was ever changed.</param>
    public sealed record Input(EligibilityRules Rules, int? ExpectedVersion = null);

    private const int LargestBatch = 5000;

    public static async Task<Outcome<EligibilitySettings>> Handle(
        Input input, IntakeDb db, NightClock nights, TimeProvider clock, CancellationToken ct)
    {
        if (Problem(input.Rules) is { } problem)
        {
            return problem;
        }

        var settings = await db.EligibilitySettings.FirstOrDefaultAsync(ct);
        if (input.ExpectedVersion is { } expected && expected != (settings?.Version ?? 0))
        {
            return new VersionConflict(expected, settings?.Version ?? 0);
        }

        if (settings is null)
        {
            settings = new EligibilitySettings { Id = Id.New<EligibilitySettingsId>(clock) };
            db.Add(settings);
        }

        settings.Take(input.Rules);
        await nights.Set(settings.Rules, ct);
        return settings;
    }

    private static InvalidInput? Problem(EligibilityRules rules) => rules switch
    {
        { BatchSize: < 1 or > LargestBatch } => new("input.rules.batchSize", $"Let a batch have 1 to {LargestBatch} people."),
        { RenewalMonths: < 1 } or { ExpansionRenewalMonths: < 1 } => new("input.rules.renewalMonths", "Let a renewal come after one month or more."),
        { RenewalNoticeDays: < 0 } or { LookBackMonths: < 0 } => new("input.rules", "Let no number of days or months be negative."),
        { AuthorisationLowShare: < 0 or > 1 } => new("input.rules.authorisationLowShare", "Give a share between 0 and 1."),
        { ServiceTypes: [] } => new("input.rules.serviceTypes", "Name at least one service type, such as 30."),
        { ProviderNpi: { } npi } when npi.Length != 10 || !npi.All(char.IsAsciiDigit) => new("input.rules.providerNpi", "Give the ten digits of the National Provider Identifier."),
        _ => null,
    };
}
