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
        "referrals.not_your_handoff", "Only the organisation that wrote a handoff down takes it back. Ask the other one in a message.", "input.handoff");

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

        if (handoff.Organisation != actor.Organisation)
        {
            return new NotYourHandoff();
        }

        if (handoff.RetractedAt is not null)
        {
            return new RetractedAlready();
        }

        var now = clock.GetUtcNow();
        handoff.Retract(input.Reason, actor.Name, now);
        return Outcome.Of(ReceivedReferral.Of(referral))
            .Publishing(new HandoffRetracted(referral.Client, referral.Id, handoff.Id, referral.Partner, input.Reason.ToText(), now))
            .Publishing(handoff.Settled ? await OwedAgain(referral, handoff.Id, db, ct) : []);
    }

    private static async Task<IReadOnlyList<object>> OwedAgain(Referral referral, WarmHandoffId but, ReferralsDb db, CancellationToken ct) =>
        WarmHandoff.Prevents(referral) is null
        && await db.HandoffPlans.AsNoTracking().FirstOrDefaultAsync(p => p.Referral == referral.Id, ct) is { } plan
        && !await db.WarmHandoffs.AnyAsync(
            h => h.Referral == referral.Id && h.Id != but && h.Settled && h.RetractedAt == null && h.RecordedAt >= plan.PlannedAt, ct)
            ? [HandoffPlanning.Due(referral, plan)]
            : [];
}
