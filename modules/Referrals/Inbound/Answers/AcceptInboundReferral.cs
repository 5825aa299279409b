using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;

namespace CarePlatform.Referrals;

/// <summary>This organisation takes the person who was referred to it. Whoever books an appointment for its inquiry has said so as well.</summary>
[Mutation, Feature("referrals"), Requires(InboundMoving.Permission)]
internal static class AcceptInboundReferral
{
    /// <param name="Referral">The referral.</param>
    /// <param name="ExpectedVersion">The version that the caller has read.</param>
    public sealed record Input(InboundReferralId Referral, int? ExpectedVersion = null);

    public static Task<Outcome<InboundReferral>> Handle(Input input, ReferralsDb db, TimeProvider clock, CancellationToken ct) =>
        db.MoveInbound(input.Referral, new LoopChange(ReferralMove.Accept), input.ExpectedVersion, clock, ct);
}
