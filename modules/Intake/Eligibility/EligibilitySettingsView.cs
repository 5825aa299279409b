using CarePlatform.Platform;

namespace CarePlatform.Intake;

/// <summary>What is set for checks of eligibility.</summary>
[View<EligibilitySettings>]
internal static class EligibilitySettingsView
{
    /// <summary>How answers are read and when payers are asked.</summary>
    public static EligibilityRules Rules(EligibilitySettings settings) => settings.Rules;

    /// <summary>Counts changes; 0 while nothing was ever changed. Send it back as expectedVersion.</summary>
    public static int Version(EligibilitySettings settings) => settings.Version;
}

/// <summary>How payers' answers are read and when they are asked.</summary>
[View<EligibilityRules>]
internal static class EligibilityRulesView
{
    /// <summary>What is asked for (X12 EQ01): 30 health plan, MH mental health, AI substance abuse.</summary>
    public static IReadOnlyList<string> ServiceTypes(EligibilityRules rules) => rules.ServiceTypes!;

    /// <summary>What counts as covered (EB01). The rules name 1; 2 to 5 are the code list's other active kinds, unconfirmed.</summary>
    public static IReadOnlyList<string> ActiveCodes(EligibilityRules rules) => rules.ActiveCodes!;

    /// <summary>What counts as not covered (EB01). The rules name 6; 7 and 8 are unconfirmed.</summary>
    public static IReadOnlyList<string> InactiveCodes(EligibilityRules rules) => rules.InactiveCodes!;

    /// <summary>When pending people, and on the 1st everybody, are asked, in the tenant's time zone.</summary>
    public static TimeOnly NightlyAt(EligibilityRules rules) => rules.NightlyAt!.Value;

    /// <summary>For how many months after its end a coverage keeps a person on the caseload: late renewals and retroactive coverage.</summary>
    public static int LookBackMonths(EligibilityRules rules) => rules.LookBackMonths;

    /// <summary>After how many months Medicaid must be renewed (42 CFR 435.916), where the payer does not say.</summary>
    public static int RenewalMonths(EligibilityRules rules) => rules.RenewalMonths;

    /// <summary>The same for expansion adults (P.L. 119-21).</summary>
    public static int ExpansionRenewalMonths(EligibilityRules rules) => rules.ExpansionRenewalMonths;

    /// <summary>From when on that holds.</summary>
    public static DateOnly ExpansionRenewalFrom(EligibilityRules rules) => rules.ExpansionRenewalFrom!.Value;

    /// <summary>Which categories are expansion adults: the state's codes; none by default, because they differ.</summary>
    public static IReadOnlyList<string> ExpansionCategories(EligibilityRules rules) => rules.ExpansionCategories!;

    /// <summary>How many days before its renewal a coverage becomes work. Unconfirmed.</summary>
    public static int RenewalNoticeDays(EligibilityRules rules) => rules.RenewalNoticeDays;

    /// <summary>Under which qualifier (DTP01) payers tell the day of renewal: 540, policy expiration. Unconfirmed.</summary>
    public static string RenewalQualifier(EligibilityRules rules) => rules.RenewalQualifier;

    /// <summary>Who pays before whom; Medicaid is the payer of last resort.</summary>
    public static IReadOnlyList<PayerType> PayerOrder(EligibilityRules rules) => rules.PayerOrder!;

    /// <summary>From which share of units left on an authorisation is low: 0.2 is a fifth. Unconfirmed.</summary>
    public static decimal AuthorisationLowShare(EligibilityRules rules) => rules.AuthorisationLowShare;

    /// <summary>The organisation's name in questions.</summary>
    public static string? ProviderName(EligibilityRules rules) => rules.ProviderName;

    /// <summary>The organisation's National Provider Identifier.</summary>
    public static string? ProviderNpi(EligibilityRules rules) => rules.ProviderNpi;

    /// <summary>How many people are asked about in one transaction of a re-check.</summary>
    public static int BatchSize(EligibilityRules rules) => rules.BatchSize;
}
