using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;
using FluentValidation;

namespace CarePlatform.Referrals;

/// <summary>The person came to the partner, or did not. A partner does so for itself; whoever of the organisation does so writes down what the partner said.</summary>
[Mutation, ForPartners, Feature("referrals"), Requires("referrals.answer"), ByLink(nameof(Input.Referral), "Did the person come?")]
internal static class RecordReferralAttendance
{
    /// <param name="Referral">The referral.</param>
    /// <param name="Came">Whether the person came.</param>
    /// <param name="Note">What the other side should know.</param>
    /// <param name="HappenedAt">When it happened, when that was before now.</param>
    /// <param name="ExpectedVersion">The version that the caller has read.</param>
    public sealed record Input(ReferralId Referral, bool Came, string? Note = null, DateTimeOffset? HappenedAt = null, int? ExpectedVersion = null);

    /// <summary>The agreed time lies ahead, so that nobody has missed it.</summary>
    /// <param name="StartsAt">The agreed time.</param>
    [ForPartners]
    public sealed record NotMissedYet(DateTimeOffset StartsAt) : Refusal(
        "referrals.not_missed_yet",
        $"The agreed time is {StartsAt.UtcDateTime:yyyy-MM-dd HH:mm} UTC: nobody has missed it before that. Who will not come has a new time, scheduleReferral, or none, cancelReferralAppointment.",
        "input.came");

    public static Task<Outcome<ReceivedReferral>> Handle(Input input, ReferralsDb db, TimeProvider clock, CancellationToken ct) => db.Answer(
        input.Referral, new LoopChange(input.Came ? ReferralMove.Attend : ReferralMove.Miss, Note: input.Note, HappenedAt: input.HappenedAt),
        input.ExpectedVersion, clock, ct,
        objects: referral => !input.Came && referral.StartsAt is { } time && time > (input.HappenedAt ?? clock.GetUtcNow()) ? new NotMissedYet(time) : null);

    internal sealed class Validator : AbstractValidator<Input>
    {
        private const int NoteLength = 4000;

        public Validator() => RuleFor(i => i.Note).MaximumLength(NoteLength);
    }
}
