using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Referrals;

/// <summary>
/// What becomes of a referral that came from a linked tenant is told there, step by step, as far as the rules of privacy let its sender hear; each
/// telling is a disclosure. What it may not hear does not leave.
/// </summary>
[Feature("referrals")]
internal static class WhenInboundMoves
{
    public static async Task Handle(InboundReferralMoved moved, ReferralsDb db, SenderRules rules, LinkPost post, CancellationToken ct)
    {
        var referral = await db.Inbound.AsNoTracking().SingleAsync(r => r.Id == moved.Referral, ct);
        var step = await db.InboundSteps.AsNoTracking().SingleAsync(s => s.Referral == moved.Referral && s.Number == moved.Number, ct);
        if (referral is not { Link: { } id, Reference: { } reference } || step.Move is ReferralMove.End
            || await db.Links.AsNoTracking().FirstOrDefaultAsync(l => l.Id == id && l.State == LinkState.Accepted, ct) is not { } link)
        {
            return;
        }

        var isOutcome = step.Move is ReferralMove.ReportOutcome;
        var hearing = await rules.Decide(referral, ct);
        var told = hearing.Of([HeardNames.Stage, .. isOutcome ? referral.Shared : []]);
        if (told.All(p => p.Name != HeardNames.Stage) || (isOutcome && told.All(p => p.Name != HeardNames.Met)))
        {
            return;
        }

        var body = new TravellingMove(
            step.Move, step.Reason, step.HappenedAt, step.StartsAt, isOutcome ? referral.Met : null,
            isOutcome && told.Any(p => p.Name == HeardNames.Outcome) ? referral.Outcome : null);
        await rules.Disclose(referral, hearing, told, "Told to the sender of a referral", ct);
        if (!await post.Deliver(new TenantId(link.Other!.Value).ToString(), LinkMessage.Move, link.Key, reference, step.Number, body, ct))
        {
            throw new NotDeliveredException(link.Id);
        }
    }
}
