using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;
using FluentValidation;

namespace CarePlatform.Referrals;

/// <summary>A partner answers a referral through a one-time link, without an account: it takes the person, or says why not.</summary>
[Mutation, ForPartners, Feature("referrals"), Requires("referrals.answer"), ByLink(nameof(Input.Referral), "Can you take this person?")]
internal static class AnswerReferral
{
    /// <param name="Referral">The referral.</param>
    /// <param name="Answer">Whether you take the person.</param>
    /// <param name="Reason">If not, why.</param>
    /// <param name="Note">What whoever sent it should know. No details of health, please.</param>
    public sealed record Input(ReferralId Referral, ReferralAnswer Answer, DeclineReason? Reason = null, string? Note = null);

    public static async Task<Outcome<ReceivedReferral>> Handle(Input input, ReferralsDb db, TimeProvider clock, CancellationToken ct) =>
        input.Answer is ReferralAnswer.Declined && input.Reason is null
            ? new InvalidInput("input.reason", "Please choose why you cannot take the person.")
            : await db.Answer(
                input.Referral,
                input.Answer is ReferralAnswer.Accepted
                    ? new LoopChange(ReferralMove.Accept, Note: input.Note)
                    : new LoopChange(ReferralMove.Decline, input.Reason!.Value.ToText(), input.Note),
                expectedVersion: null, clock, ct);

    internal sealed class Validator : AbstractValidator<Input>
    {
        private const int NoteLength = 4000;

        public Validator() => RuleFor(i => i.Note).MaximumLength(NoteLength);
    }
}
