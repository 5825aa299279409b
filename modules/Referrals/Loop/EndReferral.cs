using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;
using FluentValidation;

namespace CarePlatform.Referrals;

/// <summary>Ends a referral without closing its loop, for a reason. A loop closes by itself when its four elements are there; nobody can type that in.</summary>
[Mutation, Feature("referrals"), Requires("referrals.send")]
internal static class EndReferral
{
    /// <param name="Referral">The referral.</param>
    /// <param name="Reason">Why.</param>
    /// <param name="Note">What the other side should know.</param>
    /// <param name="ExpectedVersion">The version that the caller has read.</param>
    public sealed record Input(ReferralId Referral, EndReason Reason, string? Note = null, int? ExpectedVersion = null);

    public static Task<Outcome<Referral>> Handle(Input input, ReferralsDb db, TimeProvider clock, CancellationToken ct) =>
        db.Move(input.Referral, "referrals.send", new LoopChange(ReferralMove.End, input.Reason.ToText(), input.Note), input.ExpectedVersion, clock, ct);

    internal sealed class Validator : AbstractValidator<Input>
    {
        private const int NoteLength = 4000;

        public Validator() => RuleFor(i => i.Note).MaximumLength(NoteLength);
    }
}
