using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;
using FluentValidation;

namespace CarePlatform.Referrals;

/// <summary>Whoever is responsible has read what came of a referral. With that the loop closes, where the other three elements are there.</summary>
[Mutation, Feature("referrals"), Requires("referrals.send")]
internal static class ReviewReferral
{
    /// <param name="Referral">The referral.</param>
    /// <param name="Note">What the other side should know.</param>
    /// <param name="ExpectedVersion">The version that the caller has read.</param>
    public sealed record Input(ReferralId Referral, string? Note = null, int? ExpectedVersion = null);

    public static Task<Outcome<Referral>> Handle(Input input, ReferralsDb db, TimeProvider clock, CancellationToken ct) =>
        db.Move(input.Referral, "referrals.send", new LoopChange(ReferralMove.Review, Note: input.Note), input.ExpectedVersion, clock, ct);

    internal sealed class Validator : AbstractValidator<Input>
    {
        private const int NoteLength = 4000;

        public Validator() => RuleFor(i => i.Note).MaximumLength(NoteLength);
    }
}
