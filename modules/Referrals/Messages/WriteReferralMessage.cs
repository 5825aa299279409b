using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;
using FluentValidation;

namespace CarePlatform.Referrals;

/// <summary>
/// Writes to the other side of a referral. Whoever is told that there is a message is told nothing of what it says, nor about whom. To a partner that
/// takes referrals in its own tenant it is brought there, as far as the rules of privacy let it.
/// </summary>
[Mutation, ForPartners, Feature("referrals"), Requires("referrals.answer"), ByLink(nameof(Input.Referral), "What do you want to tell us?")]
internal static class WriteReferralMessage
{
    /// <param name="Referral">The referral.</param>
    /// <param name="Text">What to say.</param>
    public sealed record Input(ReferralId Referral, string Text);

    /// <summary>The referral has not been sent, so that nobody would read it.</summary>
    public sealed record NotSentYet() : Refusal(
        "referrals.not_sent_yet", "The partner knows nothing of this referral yet. Send it first.", "input.referral");

    public static async Task<Outcome<SeenMessage>> Handle(
        Input input, ReferralsDb db, DocumentGate gate, Actor actor, TimeProvider clock, CancellationToken ct)
    {
        if (await db.FindReferral(input.Referral, ReferralReach.Answer, ct) is not { } referral)
        {
            return new NotYourReferral();
        }

        if (referral.SentAt is null)
        {
            return new NotSentYet();
        }

        if (actor.Organisation is null && await NotForThem(referral, db, gate, ct) is { } refusal)
        {
            return refusal;
        }

        var message = new ReferralMessage
        {
            Id = Id.New<ReferralMessageId>(clock),
            Referral = referral.Id,
            FromPartner = actor.Organisation,
            By = actor.User,
            ByName = actor.Name,
            At = clock.GetUtcNow(),
            Text = input.Text.Trim(),
        };
        db.Add(message);
        var fromPartner = actor.Organisation is not null;
        referral.Hear(fromPartner);
        return Outcome.Of(SeenMessage.Of(message, referral.Client, referral.NeedClass, referral.Status, actor.Organisation)).Publishing(new ReferralMessageWritten(
            referral.Client, referral.Id, message.Id, referral.Partner, fromPartner, referral.Owner, referral.Team, referral.Priority, message.At));
    }

    // What is brought to a tenant takes what the referral takes; what a partner reads here must be something that it can read.
    private static async Task<Refusal?> NotForThem(Referral referral, ReferralsDb db, DocumentGate gate, CancellationToken ct)
    {
        var travels = await db.IsOfTenant(referral, ct);
        if (travels && await db.LinkTo(referral.Partner, ct) is null)
        {
            return new PartnerNotLinked();
        }

        var sharing = await gate.OfMessage(referral, ct);
        return travels && sharing.Missing is { } missing ? new MessageNotShareable(missing)
            : !travels && sharing.Decision is { Allowed: false } denied ? new MessageNotShareable(denied.Reason)
            : null;
    }

    internal sealed class Validator : AbstractValidator<Input>
    {
        private const int TextLength = 8000;

        public Validator() => RuleFor(i => i.Text).Must(t => !string.IsNullOrWhiteSpace(t)).WithMessage("Write something.").MaximumLength(TextLength);
    }
}
