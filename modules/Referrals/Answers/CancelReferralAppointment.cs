using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;
using FluentValidation;

namespace CarePlatform.Referrals;

/// <summary>The agreed time is cancelled, by whichever side; the referral lives on.</summary>
[Mutation, ForPartners, Feature("referrals"), Requires("referrals.answer")]
internal static class CancelReferralAppointment
{
    /// <param name="Referral">The referral.</param>
    /// <param name="Reason">Why.</param>
    /// <param name="Note">What the other side should know.</param>
    /// <param name="ExpectedVersion">The version that the caller has read.</param>
    public sealed record Input(ReferralId Referral, AppointmentCancelReason Reason, string? Note = null, int? ExpectedVersion = null);

    public static Task<Outcome<ReceivedReferral>> Handle(Input input, ReferralsDb db, TimeProvider clock, CancellationToken ct) =>
        db.Answer(input.Referral, new LoopChange(ReferralMove.CancelAppointment, input.Reason.ToText(), input.Note), input.ExpectedVersion, clock, ct);

    internal sealed class Validator : AbstractValidator<Input>
    {
        private const int NoteLength = 4000;

        public Validator() => RuleFor(i => i.Note).MaximumLength(NoteLength);
    }
}
