using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;
using FluentValidation;

namespace CarePlatform.Referrals;

/// <summary>Says that a referral should never have been. It stays in the record with its reason, and counts nowhere.</summary>
[Mutation, Feature("referrals"), Requires("referrals.void")]
internal static class VoidReferral
{
    /// <param name="Referral">The referral.</param>
    /// <param name="Reason">Why.</param>
    /// <param name="Note">What the other side should know.</param>
    /// <param name="ExpectedVersion">The version that the caller has read.</param>
    public sealed record Input(ReferralId Referral, VoidReason Reason, string? Note = null, int? ExpectedVersion = null);

    public static Task<Outcome<Referral>> Handle(Input input, ReferralsDb db, TimeProvider clock, CancellationToken ct) =>
        db.Move(input.Referral, "referrals.void", new LoopChange(ReferralMove.Void, input.Reason.ToText(), input.Note), input.ExpectedVersion, clock, ct);

    internal sealed class Validator : AbstractValidator<Input>
    {
        private const int NoteLength = 4000;

        public Validator()
        {
            RuleFor(i => i.Note).MaximumLength(NoteLength);
            RuleFor(i => i.Note).Must(n => !string.IsNullOrWhiteSpace(n)).When(i => i.Reason is VoidReason.Other).WithMessage("Say what the other reason is.");
        }
    }
}
