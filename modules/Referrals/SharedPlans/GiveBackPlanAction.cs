using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;

namespace CarePlatform.Referrals;

/// <summary>Gives an action back that cannot be kept: whoever has taken it on, or people here. It is open again, for somebody else to take on.</summary>
[Mutation, ForPartners, Feature("referrals.shared-plans"), Requires(PlanReach.Plan)]
internal static class GiveBackPlanAction
{
    /// <param name="Entry">The action.</param>
    /// <param name="ExpectedVersion">The version that the caller has read.</param>
    public sealed record Input(PlanEntryId Entry, int? ExpectedVersion = null);

    public static async Task<Outcome<PlanReceipt>> Handle(Input input, ReferralsDb db, TimeProvider clock, CancellationToken ct)
    {
        if (await db.FindEntry(input.Entry, ct) is not var (entry, side))
        {
            return new NotFound("input.entry");
        }

        if (side.Plan.Prevents() is { } refusal)
        {
            return refusal;
        }

        if (entry.State is not PlanEntryState.Taken)
        {
            return new PlanEntryStands(entry.State);
        }

        if (input.ExpectedVersion is { } expected && expected != entry.Version)
        {
            return new VersionConflict(expected, entry.Version);
        }

        if (side.Member is { } member && entry.TakenBy != member.Id)
        {
            return new NotYourCommitment();
        }

        return Outcome.Of(new PlanReceipt(entry)).Publishing(db.GivenBack(side.Plan, entry, null, clock));
    }
}
