using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;

namespace CarePlatform.Referrals;

/// <summary>Somebody here has looked at a referral of somebody else. Whoever triages or takes its inquiry has done so as well.</summary>
[Mutation, Feature("referrals"), Requires(InboundMoving.Permission)]
internal static class AcknowledgeInboundReferral
{
    /// <param name="Referral">The referral.</param>
    /// <param name="ExpectedVersion">The version that the caller has read.</param>
    public sealed record Input(InboundReferralId Referral, int? ExpectedVersion = null);

    public static Task<Outcome<InboundReferral>> Handle(Input input, ReferralsDb db, TimeProvider clock, CancellationToken ct) =>
        db.MoveInbound(input.Referral, new LoopChange(ReferralMove.Receive), input.ExpectedVersion, clock, ct);
}
