using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;

namespace CarePlatform.Intake.Contracts;

/// <summary>The front door has taken a referral of somebody else in: as an inquiry of its own, or with the one that was open.</summary>
[Event("intake.referral-taken-in@1")]
public sealed record ReferralTakenIn(
    [property: Stream] ClientId Client, InquiryId Inquiry, InboundReferralId Referral, DateTimeOffset TakenInAt);
