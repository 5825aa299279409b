using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Referrals;

/// <summary>
/// Writes to the sender of a referral, as far as the rules of privacy let it hear of the need. To a linked tenant it is brought, people and programs of
/// a partner read it here: either is a disclosure.
/// </summary>
[Mutation, Feature("referrals"), Requires(InboundMoving.Permission)]
internal static class WriteInboundMessage
{
    /// <param name="Referral">The referral.</param>
    /// <param name="Text">What to say.</param>
    public sealed record Input(InboundReferralId Referral, string Text);

    public static async Task<Outcome<InboundMessage>> Handle(
        Input input, ReferralsDb db, SenderRules rules, PartnerPresence presence, Actor actor, TimeProvider clock, CancellationToken ct)
    {
        if (await db.InboundFor().FirstOrDefaultAsync(r => r.Id == input.Referral, ct) is not { } referral)
        {
            return new NotFound("input.referral");
        }

        if (await db.NothingReaches(referral, presence, ct) is { } refusal)
        {
            return refusal;
        }

        if ((await rules.Decide(referral, ct)).Parts.Single(p => p.Name is HeardNames.Message) is { Decision: { Allowed: false } denied })
        {
            return new MessageNotShareable(denied.Reason);
        }

        var message = new InboundMessage
        {
            Id = Id.New<InboundMessageId>(clock),
            Referral = referral.Id,
            FromSender = false,
            By = actor.User,
            ByName = actor.Name,
            At = clock.GetUtcNow(),
            Text = input.Text.Trim(),
        };
        db.Add(message);
        referral.Hear(fromSender: false);
        return Outcome.Of(message).Publishing(new InboundMessageWritten(referral.Id, message.Id, FromSender: false, referral.Priority, message.At));
    }

    internal sealed class Validator : AbstractValidator<Input>
    {
        private const int TextLength = 8000;

        public Validator() => RuleFor(i => i.Text).Must(t => !string.IsNullOrWhiteSpace(t)).WithMessage("Write something.").MaximumLength(TextLength);
    }
}

/// <summary>The rules of privacy do not let the other side read what is written on this referral, or a consent is missing.</summary>
/// <param name="Missing">What stands in the way, in words.</param>
internal sealed record MessageNotShareable(string Missing) : Refusal(
    "referrals.message_not_shareable",
    $"What is written here would be brought to the other organisation, which may not have it. {Missing} Ask the person for a consent that reaches it: draftConsent, signConsent.",
    "input.referral");
