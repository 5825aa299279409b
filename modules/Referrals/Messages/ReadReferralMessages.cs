using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Referrals;

/// <summary>
/// The caller's side has read everything that the other side wrote on a referral. A loop that only waited for this closes.
/// </summary>
[Mutation, ForPartners, Feature("referrals"), Requires("referrals.answer")]
internal static class ReadReferralMessages
{
    /// <param name="Referral">The referral.</param>
    public sealed record Input(ReferralId Referral);

    public static async Task<Outcome<ReceivedReferral>> Handle(Input input, ReferralsDb db, DocumentGate gate, Actor actor, TimeProvider clock, CancellationToken ct)
    {
        if (await db.FindReferral(input.Referral, ReferralReach.Answer, ct) is not { } referral)
        {
            return new NotYourReferral();
        }

        // Whoever is not shown it has not read it.
        if (actor.Organisation is not null && referral is { UnreadThere: > 0, Status: not ReferralStatus.Void }
            && (await gate.OfMessage(referral, ct)).Decision is { Allowed: false } denied)
        {
            return new MessagesWithheld(denied.Reason);
        }

        var (fromHere, now) = (actor.Organisation is not null, clock.GetUtcNow());
        var unread = await db.Messages
            .Where(m => m.Referral == referral.Id && m.ReadAt == null && (m.FromPartner == null) == fromHere).ToListAsync(ct);
        unread.ForEach(m => m.Read(actor.Name, now));
        if (fromHere)
        {
            referral.ReadThere();
            return ReceivedReferral.Of(referral);
        }

        var steps = referral.ReadHere(now);
        var events = db.Written(referral, steps).Events;
        return Outcome.Of(ReceivedReferral.Of(referral))
            .Publishing(unread.Count > 0 ? [new ReferralMessagesRead(referral.Client, referral.Id, referral.Partner, actor.User, now)] : Array.Empty<object>())
            .Publishing(events);
    }
}

/// <summary>The rules of privacy do not let the caller's organisation read them today.</summary>
/// <param name="Why">Why not.</param>
[ForPartners]
internal sealed record MessagesWithheld(string Why) : Refusal("referrals.messages_withheld", $"These messages cannot be read now. {Why}", "input.referral");
