using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;

namespace CarePlatform.Referrals;

/// <summary>
/// Asks a colleague to be responsible for a referral from now on. Until they agree nothing changes: a referral is never without
/// somebody who is responsible.
/// </summary>
[Mutation, Feature("referrals"), Requires("referrals.send")]
internal static class OfferTransfer
{
    /// <param name="Referral">The referral.</param>
    /// <param name="To">Who is asked.</param>
    /// <param name="Note">What they should know.</param>
    /// <param name="ExpectedVersion">The version that the caller has read.</param>
    public sealed record Input(ReferralId Referral, UserId To, string? Note = null, int? ExpectedVersion = null);

    public static async Task<Outcome<Referral>> Handle(Input input, ReferralsDb db, People people, TimeProvider clock, CancellationToken ct)
    {
        if (await people.User(input.To, ct) is not { Active: true, Organisation: null })
        {
            return new NotFound("input.to");
        }

        if (await db.FindReferral(input.Referral, "referrals.send", ct) is not { } referral)
        {
            return new NotFound("input.referral");
        }

        if (referral.Prevents(ReferralMove.OfferTransfer, input.ExpectedVersion) is { } refusal)
        {
            return refusal;
        }

        return input.To == referral.Owner
            ? new InvalidInput("input.to", "They are responsible for it already.")
            : db.Moved(referral, new LoopChange(ReferralMove.OfferTransfer, Note: input.Note, To: input.To), clock);
    }
}
