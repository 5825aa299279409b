using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;

namespace CarePlatform.Referrals;

/// <summary>
/// Says that a client is to be connected with the partner in person, such as before a planned discharge: from then on it is work of whoever is
/// responsible for the referral. Said again, it is due by the new time.
/// </summary>
[Mutation, Feature("referrals"), Requires("referrals.send")]
internal static class PlanWarmHandoff
{
    /// <param name="Referral">The referral.</param>
    /// <param name="Reason">Why.</param>
    /// <param name="DueBy">By when, such as the planned discharge; by the usual time when nothing is said.</param>
    public sealed record Input(ReferralId Referral, HandoffCause Reason, DateTimeOffset? DueBy = null);

    public static async Task<Outcome<Referral>> Handle(Input input, ReferralsDb db, TimeProvider clock, CancellationToken ct)
    {
        if (await db.FindReferral(input.Referral, "referrals.send", ct) is not { } referral)
        {
            return new NotFound("input.referral");
        }

        if (WarmHandoff.Prevents(referral) is { } refusal)
        {
            return refusal;
        }

        if (input.DueBy <= clock.GetUtcNow())
        {
            return new InvalidInput("input.dueBy", "Give a time that lies ahead.");
        }

        return input.Reason is HandoffCause.BeforeDischarge && input.DueBy is null
            ? new InvalidInput("input.dueBy", "Say when the client is to be discharged.")
            : Outcome.Of(referral).Publishing(await db.PlanHandoff(referral, input.Reason, input.DueBy, clock, ct));
    }
}
