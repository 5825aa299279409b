using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Referrals;

/// <summary>What holds for referrals here.</summary>
[View<ReferralSettings>]
internal static class ReferralSettingsView
{
    /// <summary>The needs for which people are referred.</summary>
    public static IReadOnlyList<Need> Needs(ReferralSettings settings) => settings.Rules.Needs;

    /// <summary>The kinds of partner that need an agreement.</summary>
    public static IReadOnlyList<AgreementDuty> Agreements(ReferralSettings settings) => settings.Rules.Agreements;

    /// <summary>What binds those partners to whom nobody is referred without a consent that reaches them.</summary>
    public static IReadOnlyList<RecipientKind> ConsentFor(ReferralSettings settings) => settings.Rules.ConsentFor;

    /// <summary>After how many days what was said of openings is too old to rely on.</summary>
    public static int CapacityDays(ReferralSettings settings) => settings.Rules.CapacityDays;

    /// <summary>Over how many days partners are measured.</summary>
    public static int MeasureDays(ReferralSettings settings) => settings.Rules.MeasureDays;

    /// <summary>How many days a one-time link can be opened.</summary>
    public static int LinkDays(ReferralSettings settings) => settings.Rules.LinkDays;

    /// <summary>What one-time links show of a referral.</summary>
    public static LinkShows LinkShows(ReferralSettings settings) => settings.Rules.LinksShow;

    /// <summary>For which referrals a warm handoff is owed as soon as they are sent.</summary>
    public static IReadOnlyList<HandoffDuty> Handoffs(ReferralSettings settings) => settings.Rules.HandoffDuties;

    /// <summary>For which reasons of a discharge the client's open referrals end; for any other their owners decide.</summary>
    public static IReadOnlyList<DischargeReason> EndAtDischarge(ReferralSettings settings) => settings.Rules.EndAtDischarge ?? ReferralRules.Usual.EndAtDischarge!;

    /// <summary>What may be attached to referrals.</summary>
    public static DocumentRules Documents(ReferralSettings settings) => settings.Rules.DocumentLimits;

    /// <summary>Of which words in the text to a partner whom HIPAA does not bind is warned before a referral is sent.</summary>
    public static IReadOnlyList<SensitiveWords> TextWarnings(ReferralSettings settings) => settings.Rules.WarnedOf;

    /// <summary>Counts changes; 0 while nothing was ever changed.</summary>
    public static int Version(ReferralSettings settings) => settings.Version;
}

/// <summary>A need for which people are referred.</summary>
[View<Need>("ReferralNeed")]
internal static class NeedView
{
    /// <summary>By which referrals and services name it.</summary>
    public static string Code(Need need) => need.Code;

    /// <summary>How people call it.</summary>
    public static string Title(Need need) => need.Title;

    /// <summary>How sensitive it is that somebody has it.</summary>
    public static DataClass Class(Need need) => need.Class;
}

/// <summary>A kind of partner with which there must be an agreement.</summary>
[View<AgreementDuty>]
internal static class AgreementDutyView
{
    /// <summary>Kinds of organisation, such as hospital.</summary>
    public static IReadOnlyList<string> Kinds(AgreementDuty duty) => duty.Kinds;

    /// <summary>What the agreement must say.</summary>
    public static string MustSay(AgreementDuty duty) => duty.MustSay;

    /// <summary>The rule that asks for it.</summary>
    public static string Source(AgreementDuty duty) => duty.Source;
}

/// <summary>Reads the settings of referrals.</summary>
[Query, Feature("referrals"), Requires(ReferralReach.Read)]
internal static class ReferralSettingsQueries
{
    /// <summary>What holds for referrals here.</summary>
    public static async Task<ReferralSettings> ReferralSettings(ReferralsDb db, CancellationToken ct) =>
        await db.Settings.AsNoTracking().FirstOrDefaultAsync(ct) ?? CarePlatform.Referrals.ReferralSettings.Usual;
}
