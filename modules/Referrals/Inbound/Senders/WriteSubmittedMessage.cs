using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;
using FluentValidation;

namespace CarePlatform.Referrals;

/// <summary>
/// The sender of a referral writes about it to the organisation that it went to. Whoever is told that there is a message is told nothing of what it
/// says, nor about whom.
/// </summary>
[Mutation, ForPartners, Feature("referrals"), Requires(SubmittedReach.Permission)]
internal static class WriteSubmittedMessage
{
    /// <param name="Referral">The referral.</param>
    /// <param name="Text">What to say.</param>
    public sealed record Input(InboundReferralId Referral, string Text);

    public static async Task<Outcome<SubmittedMessage>> Handle(Input input, ReferralsDb db, Actor actor, TimeProvider clock, CancellationToken ct)
    {
        var found = await db.FindSubmitted(input.Referral, ct);
        if (found.Value is not { } referral)
        {
            return Outcome<SubmittedMessage>.Refused(found.Refusals);
        }

        var message = new InboundMessage
        {
            Id = Id.New<InboundMessageId>(clock),
            Referral = referral.Id,
            FromSender = true,
            By = actor.User,
            ByName = actor.Name,
            At = clock.GetUtcNow(),
            Text = input.Text.Trim(),
        };
        db.Add(message);
        referral.Hear(fromSender: true);
        return Outcome.Of(new SubmittedMessage(message, referral.Client, referral.NeedClass))
            .Publishing(new InboundMessageWritten(referral.Id, message.Id, FromSender: true, referral.Priority, message.At));
    }

    internal sealed class Validator : AbstractValidator<Input>
    {
        private const int TextLength = 8000;

        public Validator() => RuleFor(i => i.Text).Must(t => !string.IsNullOrWhiteSpace(t)).WithMessage("Write something.").MaximumLength(TextLength);
    }
}
