using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Referrals;

/// <summary>The sender of a referral has read everything that was written to it; the organisation that it went to sees that.</summary>
[Mutation, ForPartners, Feature("referrals"), Requires(SubmittedReach.Permission)]
internal static class ReadSubmittedMessages
{
    /// <param name="Referral">The referral.</param>
    public sealed record Input(InboundReferralId Referral);

    public static async Task<Outcome<SubmittedReferral>> Handle(
        Input input, ReferralsDb db, SenderRules rules, Actor actor, TimeProvider clock, CancellationToken ct)
    {
        var found = await db.FindSubmitted(input.Referral, ct);
        if (found.Value is not { } referral)
        {
            return Outcome<SubmittedReferral>.Refused(found.Refusals);
        }

        // Whoever is not shown it has not read it.
        if (referral.UnreadThere > 0 && (await rules.Decide(referral, ct)).Parts.Single(p => p.Name is HeardNames.Message) is { Decision: { Allowed: false } denied })
        {
            return new MessagesWithheld(denied.Reason);
        }

        var now = clock.GetUtcNow();
        (await db.InboundMessages.Where(m => m.Referral == referral.Id && m.ReadAt == null && !m.FromSender).ToListAsync(ct)).ForEach(m => m.Read(actor.Name, now));
        referral.ReadThere(unread: 0);
        return SubmittedReferral.Of(referral);
    }
}
