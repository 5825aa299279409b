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

    /// <summary>What has happened to the referral says otherwise.</summary>
    /// <param name="Why">What stands against it, and what to do instead.</param>
    public sealed record ReasonContradicted(string Why) : Refusal("referrals.reason_contradicted", Why, "input.reason");

    public static async Task<Outcome<Referral>> Handle(Input input, ReferralsDb db, TimeProvider clock, CancellationToken ct)
    {
        if (await db.FindReferral(input.Referral, "referrals.send", ct) is not { } referral)
        {
            return new NotFound("input.referral");
        }

        if ((referral.Prevents(ReferralMove.End, input.ExpectedVersion) ?? Contradicted(referral, input.Reason)) is { } refusal)
        {
            return refusal;
        }

        return db.Moved(referral, new LoopChange(ReferralMove.End, input.Reason.ToText(), input.Note), clock);
    }

    // The reasons are counted, so they say what the facts say.
    private static ReasonContradicted? Contradicted(Referral referral, EndReason reason) => reason switch
    {
        EndReason.PartnerDeclined when referral.DeclinedAt is null =>
            new("The partner has not declined it. Write down what it said first (declineReferral), or give another reason."),
        EndReason.PartnerSilent when referral.AnsweredAt is not null =>
            new("The partner has answered it. If it says nothing since, the reason is outcome-unknown."),
        EndReason.ClientNotAttended when referral is { Missed: 0, AttendedAt: not null } =>
            new("The person has come, and missed no agreed time. Give another reason."),
        EndReason.OutcomeUnknown when referral.OutcomeAt is not null =>
            new("The partner has told what came of it. Read that (reviewReferral): then the loop closes."),
        _ => null,
    };

    internal sealed class Validator : AbstractValidator<Input>
    {
        private const int NoteLength = 4000;

        public Validator()
        {
            RuleFor(i => i.Note).MaximumLength(NoteLength);
            RuleFor(i => i.Note).Must(n => !string.IsNullOrWhiteSpace(n)).When(i => i.Reason is EndReason.Other).WithMessage("Say what the other reason is.");
        }
    }
}
