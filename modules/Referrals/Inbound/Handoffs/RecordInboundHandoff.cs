using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Referrals;

/// <summary>
/// Writes down how a person was connected with this organisation whom a linked tenant referred here, or that it did not come about. All that is said of
/// it is brought to the sender, the note as well, which is a disclosure; a time that was confirmed is the agreed one there. Here it is booked as any other.
/// </summary>
[Mutation, Feature("referrals"), Requires(InboundMoving.Permission)]
internal static class RecordInboundHandoff
{
    /// <param name="Referral">The referral.</param>
    /// <param name="Handoff">How it was. The side HERE is the organisation that refers, PARTNER the caller's own; people are named, and not given by their id.</param>
    /// <param name="HappenedAt">When it happened, when that was before now.</param>
    public sealed record Input(InboundReferralId Referral, HandoffFacts Handoff, DateTimeOffset? HappenedAt = null);

    /// <summary>The referral came from no tenant that is linked.</summary>
    public sealed record NotByLink() : Refusal(
        "referrals.handoff_not_by_link",
        "Only a handoff of a referral that came from a linked tenant is brought to its sender. Whoever else refers writes it down on its own referral; write a message.",
        "input.referral");

    public static async Task<Outcome<InboundHandoff>> Handle(
        Input input, ReferralsDb db, SenderRules rules, PartnerPresence presence, Actor actor, TimeProvider clock, CancellationToken ct)
    {
        if (await db.InboundFor().FirstOrDefaultAsync(r => r.Id == input.Referral, ct) is not { } referral)
        {
            return new NotFound("input.referral");
        }

        if (referral.Link is null)
        {
            return new NotByLink();
        }

        if (await db.NothingReaches(referral, presence, ct) is { } unlinked)
        {
            return unlinked;
        }

        var now = clock.GetUtcNow();
        var happened = (input.HappenedAt ?? now).ToUniversalTime();
        if (InboundHandoff.Prevents(referral) is { } refusal)
        {
            return refusal;
        }

        if (input.Handoff.Joined.Any(p => p.User is not null))
        {
            return new InvalidInput("input.handoff.joined", "Name who took part: ids of people mean nothing to the other organisation.");
        }

        if (happened > now || happened < referral.ReceivedAt)
        {
            return new InvalidInput("input.happenedAt", "It can have happened between the arrival of the referral and now, and not at another time.");
        }

        if (input.Handoff.AppointmentAt < happened)
        {
            return new InvalidInput("input.handoff.appointmentAt", "The time that was confirmed comes after the handoff in which it was.");
        }

        if (input.Handoff.Problems().ToList() is { Count: > 0 } problems)
        {
            return Outcome<InboundHandoff>.Refused(problems);
        }

        if ((await rules.Decide(referral, ct)).Parts.Single(p => p.Name is HeardNames.Message) is { Decision: { Allowed: false } denied })
        {
            return new MessageNotShareable(denied.Reason);
        }

        var handoff = InboundHandoff.Of(referral.Id, input.Handoff, actor, happened, clock);
        db.Add(handoff);
        return Outcome.Of(handoff).Publishing(new InboundHandoffRecorded(referral.Id, handoff.Id, now));
    }

    internal sealed class Validator : AbstractValidator<Input>
    {
        public Validator() => RuleFor(i => i.Handoff).SetValidator(new HandoffBounds());
    }
}
