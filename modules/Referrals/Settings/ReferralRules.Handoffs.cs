using System.ComponentModel.DataAnnotations.Schema;
using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;

namespace CarePlatform.Referrals;

/// <summary>For which referrals a warm handoff is owed as soon as they are sent.</summary>
/// <param name="Needs">For these needs, by their codes.</param>
/// <param name="Priorities">Of these priorities.</param>
/// <param name="Source">The rule that asks for it.</param>
[NotMapped]
internal sealed record HandoffDuty(IReadOnlyList<string> Needs, IReadOnlyList<ReferralPriority> Priorities, string Source);

/// <summary>What may be attached to referrals.</summary>
/// <param name="MostBytes">The size of one, in bytes.</param>
/// <param name="MostOnReferral">How many a referral may have.</param>
/// <param name="MediaTypes">Which kinds, such as application/pdf.</param>
[NotMapped]
internal sealed record DocumentRules(int MostBytes, int MostOnReferral, IReadOnlyList<string> MediaTypes)
{
    /// <summary>What one request to the API can carry as text, and so the bound of every tenant's setting.</summary>
    public const int Bound = 700_000;
}

/// <summary>What was laid down later than the rest: what a tenant's own rules lack, the usual ones say.</summary>
internal sealed partial record ReferralRules
{
    /// <summary>For which referrals a warm handoff is owed.</summary>
    public IReadOnlyList<HandoffDuty>? Handoffs { get; init; }

    /// <summary>For which reasons of a discharge the client's open referrals end.</summary>
    public IReadOnlyList<DischargeReason>? EndAtDischarge { get; init; }

    /// <summary>What may be attached to referrals.</summary>
    public DocumentRules? Documents { get; init; }

    /// <summary>Of which words in the text to a partner whom HIPAA does not bind is warned.</summary>
    public IReadOnlyList<SensitiveWords>? TextWarnings { get; init; }

    /// <summary>The words in force.</summary>
    public IReadOnlyList<SensitiveWords> WarnedOf => TextWarnings ?? Usual.TextWarnings!;

    /// <summary>The duties in force.</summary>
    public IReadOnlyList<HandoffDuty> HandoffDuties => Handoffs ?? Usual.Handoffs!;

    /// <summary>What may be attached.</summary>
    public DocumentRules DocumentLimits => Documents ?? Usual.Documents!;

    /// <summary>Whether a warm handoff is owed for such a referral.</summary>
    public bool WantsHandoff(string need, ReferralPriority priority) =>
        HandoffDuties.Any(d => d.Needs.Contains(need) && d.Priorities.Contains(priority));

    /// <summary>Whether open referrals end when care here ends for this reason.</summary>
    public bool EndsAt(DischargeReason reason) => (EndAtDischarge ?? Usual.EndAtDischarge!).Contains(reason);
}

/// <summary>For which referrals a warm handoff is owed as soon as they are sent.</summary>
[View<HandoffDuty>]
internal static class HandoffDutyView
{
    /// <summary>For these needs, by their codes.</summary>
    public static IReadOnlyList<string> Needs(HandoffDuty duty) => duty.Needs;

    /// <summary>Of these priorities.</summary>
    public static IReadOnlyList<ReferralPriority> Priorities(HandoffDuty duty) => duty.Priorities;

    /// <summary>The rule that asks for it.</summary>
    public static string Source(HandoffDuty duty) => duty.Source;
}

/// <summary>What may be attached to referrals.</summary>
[View<DocumentRules>("ReferralDocumentRules")]
internal static class DocumentRulesView
{
    /// <summary>The size of one, in bytes.</summary>
    public static int MostBytes(DocumentRules rules) => rules.MostBytes;

    /// <summary>How many a referral may have.</summary>
    public static int MostOnReferral(DocumentRules rules) => rules.MostOnReferral;

    /// <summary>Which kinds, such as application/pdf.</summary>
    public static IReadOnlyList<string> MediaTypes(DocumentRules rules) => rules.MediaTypes;
}
