using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Referrals;

/// <summary>
/// Says that a handoff was written down by mistake, by the side that wrote it. It stays in the record with the reason and counts nowhere; where one is
/// owed and no other has settled it, it is work again.
/// </summary>
[Mutation, ForPartners, Feature("referrals"), Requires("referrals.answer")]
internal static class RetractWarmHandoff
{
    /// <param name="Handoff">The handoff.</param>
    /// <param name="Reason">Why.</param>
    public sealed record Input(WarmHandoffId Handoff, HandoffRetraction Reason);

    /// <summary>The other side wrote it down.</summary>
    [ForPartners]
    public sealed record NotYourHandoff() : Refusal(
        "referrals.not_your_handoff", "Only the organisation that wrote a handoff down takes it back, where it wrote it down. Ask the other one in a message.",
        "input.handoff");

    /// <summary>It was taken back before.</summary>
    [ForPartners]
    public sealed record RetractedAlready() : Refusal(
        "referrals.handoff_retracted_already", "This handoff was taken back already.", "input.handoff");

    public static async Task<Outcome<ReceivedReferral>> Handle(Input input, ReferralsDb db, Actor actor, TimeProvider clock, CancellationToken ct)
    {
        if (await db.WarmHandoffs.FirstOrDefaultAsync(h => h.Id == input.Handoff, ct) is not { } handoff
            || await db.FindReferral(handoff.Referral, ReferralReach.Answer, ct) is not { } referral)
        {
            return new NotFound("input.handoff");
        }

        // What the partner told in its own tenant it takes back there, so that both sides say the same.
        if (handoff.Organisation != actor.Organisation || handoff.Link is not null)
        {
            return new NotYourHandoff();
        }

        if (handoff.RetractedAt is not null)
        {
            return new RetractedAlready();
        }

        return Outcome.Of(ReceivedReferral.Of(referral))
            .Publishing(await db.Retracted(referral, handoff, input.Reason, actor.Name, clock.GetUtcNow(), ct));
    }
}
