using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Referrals;

/// <summary>Somebody here has read everything that the sender wrote on its referral; the sender sees that.</summary>
[Mutation, Feature("referrals"), Requires(InboundMoving.Permission)]
internal static class ReadInboundMessages
{
    /// <param name="Referral">The referral.</param>
    public sealed record Input(InboundReferralId Referral);

    public static async Task<Outcome<InboundReferral>> Handle(Input input, ReferralsDb db, Actor actor, TimeProvider clock, CancellationToken ct)
    {
        if (await db.InboundFor().FirstOrDefaultAsync(r => r.Id == input.Referral, ct) is not { } referral)
        {
            return new NotFound("input.referral");
        }

        var now = clock.GetUtcNow();
        var unread = await db.InboundMessages.Where(m => m.Referral == referral.Id && m.ReadAt == null && m.FromSender).ToListAsync(ct);
        unread.ForEach(m => m.Read(actor.Name, now));
        referral.ReadHere();
        return Outcome.Of(referral).Publishing(unread.Count > 0 ? [new InboundMessagesRead(referral.Id, actor.User, now)] : Array.Empty<object>());
    }
}
