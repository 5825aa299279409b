using CarePlatform.Platform;

namespace CarePlatform.Intake.Contracts;

/// <summary>What changed about who pays.</summary>
public enum PlanChange
{
    /// <summary>Another managed-care plan.</summary>
    ManagedCarePlan,

    /// <summary>A further payer, such as the start of Medicare.</summary>
    PayerAdded,

    /// <summary>Another category of Medicaid, which may mean other services and another renewal.</summary>
    Category,
}

/// <summary>A payer says that it covers the client. Told when somebody asked, and otherwise when it is news.</summary>
/// <param name="Check">The proof.</param>
/// <param name="Kind">What kind of coverage, such as <c>medicaid</c>.</param>
/// <param name="StartsOn">The first day covered.</param>
/// <param name="EndsOn">The last day covered; null while no end is known.</param>
[Event("intake.coverage-confirmed@1", Feature = "intake.eligibility")]
public sealed record CoverageConfirmed(
    [property: Stream] ClientId Client, EligibilityCheckId Check, CoverageId Coverage, string Kind, DateOnly StartsOn, DateOnly? EndsOn);

/// <summary>A payer that covered the client does not any more.</summary>
/// <param name="LastDay">The last day covered.</param>
/// <param name="Gap">Whether nobody pays from then on.</param>
[Event("intake.coverage-lapsed@1", Feature = "intake.eligibility")]
public sealed record CoverageLapsed(
    [property: Stream] ClientId Client, EligibilityCheckId Check, CoverageId Coverage, string Kind, DateOnly LastDay, bool Gap);

/// <summary>Nobody pays for a client of whom no coverage was known either.</summary>
/// <param name="From">The first day without, as far as was asked.</param>
[Event("intake.coverage-gap@1", Feature = "intake.eligibility")]
public sealed record CoverageGapFound([property: Stream] ClientId Client, EligibilityCheckId Check, DateOnly From);

/// <summary>The client's coverage goes on, but otherwise: plan, payers or category.</summary>
/// <param name="EffectiveOn">From when on.</param>
[Event("intake.plan-changed@1", Feature = "intake.eligibility")]
public sealed record PlanChanged(
    [property: Stream] ClientId Client, EligibilityCheckId Check, CoverageId Coverage, string Kind, PlanChange Change, DateOnly EffectiveOn);

/// <summary>The client must renew their coverage soon, or it ends. Told once for each day of renewal.</summary>
/// <param name="RenewsOn">By when.</param>
/// <param name="Told">Whether the payer told the day; otherwise it was counted by the tenant's rule.</param>
[Event("intake.renewal-upcoming@1", Feature = "intake.eligibility")]
public sealed record RenewalUpcoming(
    [property: Stream] ClientId Client, EligibilityCheckId? Check, CoverageId Coverage, string Kind, DateOnly RenewsOn, bool Told);

/// <summary>Coverage goes on beyond the day by which it had to be renewed.</summary>
/// <param name="RenewsOn">The next day by which it must be renewed; null when it is not known.</param>
[Event("intake.coverage-renewed@1", Feature = "intake.eligibility")]
public sealed record CoverageRenewed([property: Stream] ClientId Client, EligibilityCheckId Check, CoverageId Coverage, string Kind, DateOnly? RenewsOn);

/// <summary>A payer could not be asked, or refused to answer. Told when it is news.</summary>
/// <param name="Reached">Whether the payer answered at all.</param>
/// <param name="Reasons">The payer's codes of rejection (AAA03); empty when it did not answer.</param>
[Event("intake.check-failed@1", Feature = "intake.eligibility")]
public sealed record EligibilityCheckFailed([property: Stream] ClientId Client, EligibilityCheckId Check, bool Reached, string Reasons);

/// <summary>A payer has allowed services in advance.</summary>
/// <param name="Service">The code of the service; null in what was told before this was said.</param>
[Event("intake.authorisation-recorded@1", Feature = "intake.eligibility")]
public sealed record AuthorisationRecorded([property: Stream] ClientId Client, AuthorisationId Authorisation, DateOnly StartsOn, DateOnly EndsOn, string? Service = null);

/// <summary>Little is left of what a payer has allowed. Told once, when the tenant's limit is passed.</summary>
/// <param name="UnitsLeft">What is left.</param>
/// <param name="Service">The code of the service; null in what was told before this was said.</param>
[Event("intake.authorisation-low@1", Feature = "intake.eligibility")]
public sealed record AuthorisationLow([property: Stream] ClientId Client, AuthorisationId Authorisation, decimal UnitsLeft, DateOnly EndsOn, string? Service = null);
