using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Referrals;

/// <summary>
/// Takes an action of a shared plan on, until a day: a partner for itself; people here for this organisation, with the person who does it, or by
/// writing down that a partner has taken it on.
/// </summary>
[Mutation, ForPartners, Feature("referrals.shared-plans"), Requires(PlanReach.Plan)]
internal static class TakeOnPlanAction
{
    /// <param name="Entry">The action.</param>
    /// <param name="DueOn">The last day; that of the action when none is said.</param>
    /// <param name="Person">Who here does it; the caller when nobody is named.</param>
    /// <param name="Member">The partner that has taken it on, where people here write that down.</param>
    /// <param name="ExpectedVersion">The version that the caller has read.</param>
    public sealed record Input(PlanEntryId Entry, DateOnly? DueOn = null, UserId? Person = null, PlanMemberId? Member = null, int? ExpectedVersion = null);

    public static async Task<Outcome<PlanReceipt>> Handle(
        Input input, ReferralsDb db, PlanGate gate, People people, TimeProvider clock, CancellationToken ct)
    {
        if (await db.FindEntry(input.Entry, ct) is not var (entry, side))
        {
            return new NotFound("input.entry");
        }

        if ((side.Plan.Prevents() ?? await gate.Missing(side, ct)) is { } refusal)
        {
            return refusal;
        }

        if (entry.Kind is not PlanEntryKind.Action || entry.State is not PlanEntryState.Open)
        {
            return new PlanEntryStands(entry.State);
        }

        if (input.ExpectedVersion is { } expected && expected != entry.Version)
        {
            return new VersionConflict(expected, entry.Version);
        }

        if ((input.DueOn ?? entry.DueOn) is not { } due || due < clock.Today())
        {
            return new InvalidInput("input.dueOn", "Say by which day it will be done; a day that has not passed.");
        }

        var member = side.Member;
        if (input.Member is { } named && named != member?.Id)
        {
            member = side.Member is null
                ? await db.PlanMembers.FirstOrDefaultAsync(m => m.Id == named && m.Plan == entry.Plan && m.State == PlanMemberState.Accepted, ct)
                : null;
            if (member is null)
            {
                return new NotFound("input.member");
            }
        }

        if (await gate.Withheld(side.Plan, member, entry, ct) is { } withheld)
        {
            return withheld;
        }

        var person = member is null ? input.Person ?? db.Me : null;
        if ((member is not null && input.Person is not null)
            || (member is null && (person is not { } user || await people.User(user, ct) is not { Active: true, Organisation: null })))
        {
            return new InvalidInput("input.person", "What this organisation takes on is done by an active person here; what a partner takes on, by the partner.");
        }

        var (now, plan) = (clock.GetUtcNow(), side.Plan);
        entry.Take(member?.Id, person, due, now);
        db.Note(plan, PlanStepKind.Taken, clock, member?.Id, entry.Id);
        return Outcome.Of(new PlanReceipt(entry)).Publishing(new PlanActionTaken(
            plan.Client, plan.Id, entry.Id, member?.Organisation, person ?? plan.Owner, plan.Owner, plan.Team, clock.Midnight(due), now));
    }
}
