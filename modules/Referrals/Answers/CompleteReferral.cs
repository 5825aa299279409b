using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;
using FluentValidation;

namespace CarePlatform.Referrals;

/// <summary>The partner confirms that the service was given. A partner does so for itself; whoever of the organisation does so writes down what the partner said.</summary>
[Mutation, ForPartners, Feature("referrals"), Requires("referrals.answer"), ByLink(nameof(Input.Referral), "Was the service given?")]
internal static class CompleteReferral
{
    /// <param name="Referral">The referral.</param>
    /// <param name="Note">What the other side should know.</param>
    /// <param name="HappenedAt">When it happened, when that was before now.</param>
    /// <param name="ExpectedVersion">The version that the caller has read.</param>
    public sealed record Input(ReferralId Referral, string? Note = null, DateTimeOffset? HappenedAt = null, int? ExpectedVersion = null);

    public static Task<Outcome<ReceivedReferral>> Handle(Input input, ReferralsDb db, TimeProvider clock, CancellationToken ct) =>
        db.Answer(input.Referral, new LoopChange(ReferralMove.Complete, Note: input.Note, HappenedAt: input.HappenedAt), input.ExpectedVersion, clock, ct);

    internal sealed class Validator : AbstractValidator<Input>
    {
        private const int NoteLength = 4000;

        public Validator() => RuleFor(i => i.Note).MaximumLength(NoteLength);
    }
}
