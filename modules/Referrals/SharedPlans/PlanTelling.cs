using CarePlatform.Referrals.Contracts;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Referrals;

/// <summary>What several use cases do to a plan: end it, let a partner go, and tell of it.</summary>
internal static class PlanTelling
{
    /// <summary>Ends the plan: invitations and memberships end, and what is open is dropped.</summary>
    public static async Task<IReadOnlyList<object>> End(this ReferralsDb db, SharedPlan plan, PlanEnd why, TimeProvider clock, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var events = new List<object>();
        foreach (var member in await db.PlanMembers
            .Where(m => m.Plan == plan.Id && (m.State == PlanMemberState.Invited || m.State == PlanMemberState.Accepted)).ToListAsync(ct))
        {
            member.Leave(PlanMemberState.Ended, PlanLeaveReason.PlanEnded, now);
            events.Add(Left(plan, member, byPartner: false, now));
        }

        foreach (var entry in await db.PlanEntries
            .Where(e => e.Plan == plan.Id && (e.State == PlanEntryState.Open || e.State == PlanEntryState.Taken)).OrderBy(e => e.Id).ToListAsync(ct))
        {
            entry.Settle(PlanDropReason.PlanEnded, clock.Today(), now);
            events.Add(Settled(plan, entry, now));
        }

        plan.End(why, now);
        db.Note(plan, PlanStepKind.Ended, clock, reason: why.ToText());
        return [.. events, new SharedPlanEnded(plan.Client, plan.Id, why.ToText(), now)];
    }

    /// <summary>A partner leaves, or is taken out: what it had taken on is open again.</summary>
    public static async Task<IReadOnlyList<object>> LetGo(
        this ReferralsDb db, SharedPlan plan, PlanMember member, PlanMemberState how, PlanLeaveReason why, TimeProvider clock, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        member.Leave(how, why, now);
        db.Note(plan, how is PlanMemberState.Left ? PlanStepKind.Left : PlanStepKind.Removed, clock, member.Id, reason: why.ToText());
        var events = new List<object> { Left(plan, member, byPartner: how is PlanMemberState.Left && db.Actor.Organisation is not null, now) };
        foreach (var entry in await db.PlanEntries.Where(e => e.TakenBy == member.Id && e.State == PlanEntryState.Taken).OrderBy(e => e.Id).ToListAsync(ct))
        {
            events.AddRange(db.GivenBack(plan, entry, why.ToText(), clock));
        }

        return events;
    }

    /// <summary>Nobody has the action on any more, and somebody is to take it on.</summary>
    public static IReadOnlyList<object> GivenBack(this ReferralsDb db, SharedPlan plan, PlanEntry entry, string? reason, TimeProvider clock)
    {
        var (now, by) = (clock.GetUtcNow(), entry.TakenBy);
        entry.GiveBack();
        db.Note(plan, PlanStepKind.GivenBack, clock, by, entry.Id, reason);
        return [new PlanActionGivenBack(plan.Client, plan.Id, entry.Id, now), Open(plan, entry, now)];
    }

    public static PlanActionOpen Open(SharedPlan plan, PlanEntry entry, DateTimeOffset now) => new(plan.Client, plan.Id, entry.Id, plan.Owner, plan.Team, now);

    public static PlanEntrySettled Settled(SharedPlan plan, PlanEntry entry, DateTimeOffset now) =>
        new(plan.Client, plan.Id, entry.Id, entry.Reason is null, entry.Reason?.ToText(), now);

    private static PlanPartnerLeft Left(SharedPlan plan, PlanMember member, bool byPartner, DateTimeOffset now) =>
        new(plan.Client, plan.Id, member.Id, member.Organisation, byPartner, member.Reason!.Value.ToText(), plan.Owner, plan.Team, now);
}
