using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;
using FluentValidation;

namespace CarePlatform.Referrals;

/// <summary>The partner tells what came of the referral, for the first time or anew. A partner does so for itself; whoever of the organisation does so writes down what the partner said.</summary>
[Mutation, ForPartners, Feature("referrals"), Requires("referrals.answer"), ByLink(nameof(Input.Referral), "What came of it?")]
internal static class ReportReferralOutcome
{
    /// <param name="Referral">The referral.</param>
    /// <param name="Met">Whether the need is met.</param>
    /// <param name="Outcome">What came of it; if the need is not met, why.</param>
    /// <param name="ExpectedVersion">The version that the caller has read.</param>
    public sealed record Input(ReferralId Referral, NeedMet Met, string? Outcome = null, int? ExpectedVersion = null);

    public static Task<Outcome<ReceivedReferral>> Handle(Input input, ReferralsDb db, TimeProvider clock, CancellationToken ct) =>
        db.Answer(input.Referral, new LoopChange(ReferralMove.ReportOutcome, Note: input.Outcome, Met: input.Met), input.ExpectedVersion, clock, ct);

    internal sealed class Validator : AbstractValidator<Input>
    {
        private const int NoteLength = 4000;

        public Validator() => RuleFor(i => i.Outcome).MaximumLength(NoteLength);
    }
}
