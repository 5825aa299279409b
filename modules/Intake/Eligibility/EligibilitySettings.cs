using CarePlatform.Intake.Contracts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CarePlatform.Intake;

/// <summary>How payers' answers are read and when they are asked. What states and payers do otherwise is set here.</summary>
/// <param name="ServiceTypes">What is asked for (X12 EQ01): 30 health plan, MH mental health, AI substance abuse.</param>
/// <param name="ActiveCodes">What counts as covered (EB01). The rules name 1; 2 to 5 are the code list's other active kinds, unconfirmed.</param>
/// <param name="InactiveCodes">What counts as not covered (EB01). The rules name 6; 7 and 8 are unconfirmed.</param>
/// <param name="NightlyAt">When pending people, and on the 1st everybody, are asked, in the tenant's time zone.</param>
/// <param name="LookBackMonths">For how many months after its end a coverage keeps a person on the caseload: late renewals and retroactive coverage.</param>
/// <param name="RenewalMonths">After how many months Medicaid must be renewed (42 CFR 435.916), where the payer does not say.</param>
/// <param name="ExpansionRenewalMonths">The same for expansion adults (P.L. 119-21).</param>
/// <param name="ExpansionRenewalFrom">From when on that holds.</param>
/// <param name="ExpansionCategories">Which categories are expansion adults: the state's codes; none by default, because they differ.</param>
/// <param name="RenewalNoticeDays">How many days before its renewal a coverage becomes work. Unconfirmed.</param>
/// <param name="RenewalQualifier">Under which qualifier (DTP01) payers tell the day of renewal: 540, policy expiration. Unconfirmed.</param>
/// <param name="PayerOrder">Who pays before whom; Medicaid is the payer of last resort.</param>
/// <param name="AuthorisationLowShare">From which share of units left on an authorisation is low: 0.2 is a fifth. Unconfirmed.</param>
/// <param name="ProviderName">The organisation's name in questions.</param>
/// <param name="ProviderNpi">The organisation's National Provider Identifier.</param>
/// <param name="BatchSize">How many people are asked about in one transaction of a re-check.</param>
internal sealed record EligibilityRules(
    IReadOnlyList<string>? ServiceTypes = null,
    IReadOnlyList<string>? ActiveCodes = null,
    IReadOnlyList<string>? InactiveCodes = null,
    TimeOnly? NightlyAt = null,
    int LookBackMonths = 3,
    int RenewalMonths = 12,
    int ExpansionRenewalMonths = 6,
    DateOnly? ExpansionRenewalFrom = null,
    IReadOnlyList<string>? ExpansionCategories = null,
    int RenewalNoticeDays = 60,
    string RenewalQualifier = "540",
    IReadOnlyList<PayerType>? PayerOrder = null,
    decimal AuthorisationLowShare = 0.2m,
    string? ProviderName = null,
    string? ProviderNpi = null,
    int BatchSize = 500)
{
    private static readonly TimeOnly Night = new(2, 0);

    /// <summary>What holds while the tenant has changed nothing.</summary>
    public static EligibilityRules Usual { get; } = new EligibilityRules().Filled();

    /// <summary>The same with the usual values where nothing is said.</summary>
    public EligibilityRules Filled() => this with
    {
        ServiceTypes = ServiceTypes ?? ["30", "MH", "AI"],
        ActiveCodes = ActiveCodes ?? ["1", "2", "3", "4", "5"],
        InactiveCodes = InactiveCodes ?? ["6", "7", "8"],
        NightlyAt = NightlyAt ?? Night,
        ExpansionRenewalFrom = ExpansionRenewalFrom ?? new DateOnly(2026, 12, 31),
        ExpansionCategories = ExpansionCategories ?? [],
        PayerOrder = PayerOrder ?? [PayerType.Commercial, PayerType.OtherPublic, PayerType.Medicare, PayerType.DualEligible, PayerType.Medicaid],
    };

    /// <summary>Where a payer stands in the order; whoever is not named comes last.</summary>
    public int RankOf(PayerType type) => PayerOrder!.TakeWhile(t => t != type).Count();
}

/// <summary>What a tenant wants otherwise than usual when payers are asked.</summary>
internal sealed class EligibilitySettings
{
    /// <summary>What holds while the tenant has changed nothing.</summary>
    public static EligibilitySettings Usual { get; } = new() { Id = default, Version = 0 };

    public required EligibilitySettingsId Id { get; init; }

    public EligibilityRules Rules { get; private set; } = EligibilityRules.Usual;

    public int Version { get; private set; } = 1;

    /// <summary>Replaces the rules.</summary>
    public EligibilitySettings Take(EligibilityRules rules)
    {
        Rules = rules.Filled();
        return this;
    }
}

internal sealed class EligibilitySettingsMap : IEntityTypeConfiguration<EligibilitySettings>
{
    public void Configure(EntityTypeBuilder<EligibilitySettings> builder)
    {
        builder.UniqueInTenant();
        builder.Property(s => s.Rules).AsJson();
    }
}
