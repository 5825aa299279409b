using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;

namespace CarePlatform.Referrals;

/// <summary>
/// Takes a partner out of a shared plan, or takes its invitation back: the partner itself leaves, people here remove it. It is shown nothing any more
/// but its own notes; what it had taken on is open again, for somebody else to take on.
/// </summary>
[Mutation, ForPartners, Feature("referrals.shared-plans"), Requires(PlanReach.Plan)]
internal static class LeaveSharedPlan
{
    /// <param name="Member">The partner's part in the plan.</param>
    /// <param name="Reason">Why.</param>
    public sealed record Input(PlanMemberId Member, PlanLeaveReason Reason);

    public static async Task<Outcome<ReceivedPlan>> Handle(Input input, ReferralsDb db, Actor actor, TimeProvider clock, CancellationToken ct)
    {
        if (await db.FindMember(input.Member, ct) is not var (plan, member))
        {
            return new NotFound("input.member");
        }

        if (plan.Prevents() is { } refusal)
        {
            return refusal;
        }

        if (!member.IsOpen)
        {
            return new PlanMemberStands(member.State);
        }

        var how = actor.Organisation is null ? PlanMemberState.Removed : PlanMemberState.Left;
        var events = await db.LetGo(plan, member, how, input.Reason, clock, ct);
        return Outcome.Of(ReceivedPlan.Of(plan, member)).Publishing(events);
    }
}
