using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;

namespace CarePlatform.Referrals;

/// <summary>Takes part in a shared plan, or does not: a partner for itself, people here by writing down what it said.</summary>
[Mutation, ForPartners, Feature("referrals.shared-plans"), Requires(PlanReach.Plan)]
internal static class AnswerPlanInvitation
{
    /// <param name="Member">The invitation.</param>
    /// <param name="Accept">Whether it takes part.</param>
    /// <param name="Reason">Why not; only then.</param>
    /// <param name="ExpectedVersion">The version that the caller has read.</param>
    public sealed record Input(PlanMemberId Member, bool Accept, PlanLeaveReason? Reason = null, int? ExpectedVersion = null);

    public static async Task<Outcome<ReceivedPlan>> Handle(Input input, ReferralsDb db, PlanGate gate, Actor actor, TimeProvider clock, CancellationToken ct)
    {
        if (await db.FindMember(input.Member, ct) is not var (plan, member))
        {
            return new NotFound("input.member");
        }

        if (plan.Prevents() is { } refusal)
        {
            return refusal;
        }

        if (member.State is not PlanMemberState.Invited)
        {
            return new PlanMemberStands(member.State);
        }

        if (input.ExpectedVersion is { } expected && expected != member.Version)
        {
            return new VersionConflict(expected, member.Version);
        }

        if (input.Accept == input.Reason is not null)
        {
            return new InvalidInput("input.reason", "Say why the partner does not take part, and only then.");
        }

        if (input.Accept && await gate.Missing(new PlanSide(plan, member), ct) is { } missing)
        {
            return missing;
        }

        var now = clock.GetUtcNow();
        if (input.Reason is { } why)
        {
            member.Decline(why, actor.Name, now);
        }
        else
        {
            member.Accept(actor.Name, now);
        }

        db.Note(plan, input.Accept ? PlanStepKind.Accepted : PlanStepKind.Declined, clock, member.Id, reason: input.Reason?.ToText());
        return Outcome.Of(ReceivedPlan.Of(plan, member)).Publishing(new PlanInvitationAnswered(
            plan.Client, plan.Id, member.Id, member.Organisation, input.Accept, input.Reason?.ToText(), plan.Owner, plan.Team, now));
    }
}
