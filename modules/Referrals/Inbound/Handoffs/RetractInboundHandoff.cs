using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Referrals;

/// <summary>Says that a handoff was written down here by mistake. It stays in the record with the reason and counts nowhere, with its sender neither.</summary>
[Mutation, Feature("referrals"), Requires(InboundMoving.Permission)]
internal static class RetractInboundHandoff
{
    /// <param name="Handoff">The handoff.</param>
    /// <param name="Reason">Why.</param>
    public sealed record Input(InboundHandoffId Handoff, HandoffRetraction Reason);

    public static async Task<Outcome<InboundHandoff>> Handle(Input input, ReferralsDb db, TimeProvider clock, CancellationToken ct)
    {
        if (await db.InboundHandoffs.FirstOrDefaultAsync(h => h.Id == input.Handoff, ct) is not { } handoff
            || !await db.InboundFor().AnyAsync(r => r.Id == handoff.Referral, ct))
        {
            return new NotFound("input.handoff");
        }

        if (handoff.Told is null)
        {
            return new RetractWarmHandoff.NotYourHandoff();
        }

        if (handoff.RetractedAt is not null)
        {
            return new RetractWarmHandoff.RetractedAlready();
        }

        var now = clock.GetUtcNow();
        handoff.Retract(input.Reason, now);
        return Outcome.Of(handoff).Publishing(new InboundHandoffRetracted(handoff.Referral, handoff.Id, input.Reason.ToText(), now));
    }
}
