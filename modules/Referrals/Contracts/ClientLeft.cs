using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Referrals.Contracts;

/// <summary>Care here has ended for a client while a referral is open: whoever is responsible says whether it goes on.</summary>
/// <param name="Reason">Why care here has ended.</param>
/// <param name="DischargedOn">The last day of care.</param>
[Event("referrals.client-left@1")]
public sealed record ReferralClientLeft(
    [property: Stream] ClientId Client, ReferralId Referral, OrganisationId Partner, ReferralPriority Priority, UserId Owner, TeamId? Team,
    DischargeReason Reason, DateOnly DischargedOn, DateTimeOffset ToldAt);
