using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;

namespace CarePlatform.Referrals;

/// <summary>This organisation does not take the person who was referred to it, or cannot go on. The sender hears the reason; the inquiry is not ended by it.</summary>
[Mutation, Feature("referrals"), Requires(InboundMoving.Permission)]
internal static class DeclineInboundReferral
{
    /// <param name="Referral">The referral.</param>
    /// <param name="Reason">Why.</param>
    /// <param name="ExpectedVersion">The version that the caller has read.</param>
    public sealed record Input(InboundReferralId Referral, DeclineReason Reason, int? ExpectedVersion = null);

    public static Task<Outcome<InboundReferral>> Handle(Input input, ReferralsDb db, TimeProvider clock, CancellationToken ct) =>
        db.MoveInbound(input.Referral, new LoopChange(ReferralMove.Decline, input.Reason.ToText()), input.ExpectedVersion, clock, ct);
}
