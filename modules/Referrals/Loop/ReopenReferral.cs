using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Referrals;

/// <summary>
/// Takes the end of a referral back: it goes on where it stood. A closed loop needs a new review to close again. Where whoever was responsible has left
/// meanwhile, the caller is responsible from now on.
/// </summary>
[Mutation, Feature("referrals"), Requires("referrals.send")]
internal static class ReopenReferral
{
    /// <param name="Referral">The referral that has ended.</param>
    /// <param name="Reason">Why it goes on.</param>
    /// <param name="Note">What the partner and colleagues should know.</param>
    /// <param name="ExpectedVersion">The version that the caller has read.</param>
    public sealed record Input(ReferralId Referral, ReopenReason Reason, string? Note = null, int? ExpectedVersion = null);

    public static async Task<Outcome<Referral>> Handle(Input input, ReferralsDb db, People people, TimeProvider clock, CancellationToken ct)
    {
        if (await db.FindReferral(input.Referral, "referrals.send", ct) is not { } referral)
        {
            return new NotFound("input.referral");
        }

        if (referral.Prevents(ReferralMove.Reopen, input.ExpectedVersion) is { } refusal)
        {
            return refusal;
        }

        // What was taken back there must be wanted again there.
        if (referral.Status is ReferralStatus.NotClosed && await db.IsUnlinked(referral, ct))
        {
            return new PartnerNotLinked();
        }

        var owner = await people.User(referral.Owner, ct) is { Active: true } ? referral.Owner : db.Me;
        return await db.Referrals.AsNoTracking().Where(ReferralStart.Open(referral.Client, referral.Service))
            .Select(r => (ReferralId?)r.Id).FirstOrDefaultAsync(ct) is { } another
            ? new AlreadyReferred(another)
            : db.Moved(referral, new LoopChange(ReferralMove.Reopen, input.Reason.ToText(), input.Note, To: owner), clock);
    }

    internal sealed class Validator : AbstractValidator<Input>
    {
        private const int NoteLength = 4000;

        public Validator()
        {
            RuleFor(i => i.Note).MaximumLength(NoteLength);
            RuleFor(i => i.Note).Must(n => !string.IsNullOrWhiteSpace(n)).When(i => i.Reason is ReopenReason.Other).WithMessage("Say what the other reason is.");
        }
    }
}
