using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;

namespace CarePlatform.Referrals;

/// <summary>The partner has seen a referral and will decide. A partner does so for itself; whoever of the organisation does so writes down what the partner said.</summary>
[Mutation, ForPartners, Feature("referrals"), Requires("referrals.answer")]
internal static class ReceiveReferral
{
    /// <param name="Referral">The referral.</param>
    /// <param name="HappenedAt">When it happened, when that was before now.</param>
    /// <param name="ExpectedVersion">The version that the caller has read.</param>
    public sealed record Input(ReferralId Referral, DateTimeOffset? HappenedAt = null, int? ExpectedVersion = null);

    public static Task<Outcome<ReceivedReferral>> Handle(Input input, ReferralsDb db, TimeProvider clock, CancellationToken ct) =>
        db.Answer(input.Referral, new LoopChange(ReferralMove.Receive, HappenedAt: input.HappenedAt), input.ExpectedVersion, clock, ct);
}
