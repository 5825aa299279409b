using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;

namespace CarePlatform.Referrals;

/// <summary>Whoever was asked to be responsible for a referral takes it, or says why not.</summary>
[Mutation, Feature("referrals"), Requires("referrals.send")]
internal static class AnswerTransfer
{
    /// <param name="Referral">The referral.</param>
    /// <param name="Accept">Whether the caller is responsible from now on.</param>
    /// <param name="Reason">Why not; needed when it is not taken.</param>
    /// <param name="ExpectedVersion">The version that the caller has read.</param>
    public sealed record Input(ReferralId Referral, bool Accept, TransferRefusal? Reason = null, int? ExpectedVersion = null);

    /// <summary>Nobody has asked the caller.</summary>
    public sealed record TransferNotAsked() : Refusal(
        "referrals.not_asked", "Nobody has asked you to be responsible for this referral, or it was withdrawn.", "input.referral");

    public static async Task<Outcome<Referral>> Handle(Input input, ReferralsDb db, Actor actor, TimeProvider clock, CancellationToken ct)
    {
        if (await db.FindReferral(input.Referral, "referrals.send", ct) is not { } referral)
        {
            return new NotFound("input.referral");
        }

        if (referral.OfferedTo is not { } asked || asked != actor.User)
        {
            return new TransferNotAsked();
        }

        if (!input.Accept && input.Reason is null)
        {
            return new InvalidInput("input.reason", "Say why you do not take it.");
        }

        var move = input.Accept ? ReferralMove.TakeTransfer : ReferralMove.RefuseTransfer;
        if (referral.Prevents(move, input.ExpectedVersion) is { } refusal)
        {
            return refusal;
        }

        var (from, now) = (referral.Owner, clock.GetUtcNow());
        return db.Moved(referral, new LoopChange(move, input.Accept ? null : input.Reason?.ToText()), clock).Publishing(new TransferAnswered(
            referral.Client, referral.Id, input.Accept, from, asked, referral.Owner, referral.Team, input.Accept ? null : input.Reason?.ToText(), now));
    }
}
