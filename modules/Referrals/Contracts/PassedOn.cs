using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Referrals.Contracts;

/// <summary>Whoever was responsible for a referral that is open works here no longer.</summary>
/// <param name="From">Who has left.</param>
/// <param name="Owner">Who is responsible from now on; still the same where nobody could be found.</param>
/// <param name="Named">Whether that is the successor who was named; otherwise somebody is to say who goes on with it.</param>
/// <param name="PassedOnAt">When.</param>
[Event("referrals.referral-passed-on@1")]
public sealed record ReferralPassedOn(
    [property: Stream] ClientId Client, ReferralId Referral, OrganisationId Partner, ReferralPriority Priority, UserId From, UserId Owner, TeamId? Team,
    bool Named, DateTimeOffset PassedOnAt);
