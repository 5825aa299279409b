using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Referrals;

/// <summary>An open plan with the side for which the caller acts.</summary>
/// <param name="Member">The caller's organisation, where that is a partner; null for people here.</param>
internal sealed record PlanSide(SharedPlan Plan, PlanMember? Member);

/// <summary>
/// Which plans somebody may know of: <c>own</c> is what one is responsible for, <c>team</c> what one's teams are besides; partners those to which
/// they were invited. What of a plan a partner is shown is for those that take part, and the rules of privacy decide on each entry.
/// </summary>
internal static class PlanReach
{
    /// <summary>The permission of people here and of partners to work with shared plans.</summary>
    public const string Plan = "referrals.plan";

    /// <summary>The plans of people here.</summary>
    public static IQueryable<SharedPlan> PlansWithin(this ReferralsDb db, Reach reach) => reach switch
    {
        _ when db.Actor.Organisation is not null => db.SharedPlans.Where(_ => false),
        Reach.None => db.SharedPlans.Where(_ => false),
        Reach.Own => db.OpenPlans().Where(p => p.Owner == db.Me),
        Reach.Team => db.OpenPlans().Where(p => p.Owner == db.Me || (p.Team != null && db.MyTeams.Contains(p.Team.Value))),
        _ => db.OpenPlans(),
    };

    // A client whose record is for named people has no plans for anybody else here.
    private static IQueryable<SharedPlan> OpenPlans(this ReferralsDb db) =>
        db.SharedPlans.Where(p => !db.Restricted.Any(k => k.Subject == p.Client && !k.Users.Contains(db.MeKey)));

    /// <summary>The plan, where people here may know of it.</summary>
    public static Task<SharedPlan?> FindPlan(this ReferralsDb db, SharedPlanId id, CancellationToken ct) =>
        db.PlansWithin(db.Actor.ReachOf(Plan)).FirstOrDefaultAsync(p => p.Id == id, ct);

    /// <summary>The partner's part in a plan: its own, or any where people here write down what it said.</summary>
    public static async Task<(SharedPlan Plan, PlanMember Member)?> FindMember(this ReferralsDb db, PlanMemberId id, CancellationToken ct)
    {
        var partner = db.Actor.Organisation;
        if (await db.PlanMembers.FirstOrDefaultAsync(m => m.Id == id && (partner == null || m.Organisation == partner), ct) is not { } member)
        {
            return null;
        }

        var plan = partner is null ? await db.FindPlan(member.Plan, ct) : await db.SharedPlans.SingleAsync(p => p.Id == member.Plan, ct);
        return plan is null ? null : (plan, member);
    }

    /// <summary>The plan with the caller's side: a partner that takes part, or people here.</summary>
    public static async Task<PlanSide?> FindSide(this ReferralsDb db, SharedPlanId id, CancellationToken ct)
    {
        if (db.Actor.Organisation is not { } partner)
        {
            return await db.FindPlan(id, ct) is { } ours ? new PlanSide(ours, null) : null;
        }

        return await db.PlanMembers.FirstOrDefaultAsync(m => m.Plan == id && m.Organisation == partner && m.State == PlanMemberState.Accepted, ct) is { } member
            ? new PlanSide(await db.SharedPlans.SingleAsync(p => p.Id == id, ct), member)
            : null;
    }

    /// <summary>The entry with the caller's side of its plan.</summary>
    public static async Task<(PlanEntry Entry, PlanSide Side)?> FindEntry(this ReferralsDb db, PlanEntryId id, CancellationToken ct) =>
        await db.PlanEntries.FirstOrDefaultAsync(e => e.Id == id, ct) is { } entry && await db.FindSide(entry.Plan, ct) is { } side ? (entry, side) : null;

    /// <summary>The entries that somebody may know of: of plans of which partners are part.</summary>
    public static IQueryable<PlanEntry> EntriesWithinReach(this ReferralsDb db)
    {
        var partner = db.Actor.Organisation;
        return db.PlanEntries.Where(e => partner == null
            || db.PlanMembers.Any(m => m.Plan == e.Plan && m.Organisation == partner && m.State == PlanMemberState.Accepted));
    }

    /// <summary>The notes that somebody may know of: those of their own organisation always, those that are shared while it takes part.</summary>
    public static IQueryable<PlanNote> NotesWithinReach(this ReferralsDb db)
    {
        var partner = db.Actor.Organisation;
        return db.PlanNotes.Where(PlanNote.MayBeKnownTo(partner)).Where(n => partner == null || n.Organisation == partner
            || db.PlanMembers.Any(m => m.Plan == n.Plan && m.Organisation == partner && m.State == PlanMemberState.Accepted));
    }

    /// <summary>Adds a line to the history.</summary>
    public static void Note(this ReferralsDb db, SharedPlan plan, PlanStepKind kind, TimeProvider clock, PlanMemberId? member = null, PlanEntryId? entry = null, string? reason = null) =>
        db.Add(new PlanStep
        {
            Id = Guid.CreateVersion7(clock.GetUtcNow()),
            Plan = plan.Id,
            Kind = kind,
            Member = member,
            Entry = entry,
            Reason = reason,
            ByUser = db.Me,
            ByName = db.Actor.Name,
            Organisation = db.Actor.Organisation,
            At = clock.GetUtcNow(),
        });
}
