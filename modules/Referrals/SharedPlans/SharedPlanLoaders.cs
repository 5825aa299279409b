using System.Linq.Expressions;
using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Referrals;

/// <summary>Shared plans by id, those within the caller's reach.</summary>
[Requires(PlanReach.Plan)]
internal sealed class SharedPlanById(ReferralsDb db) : RowById<ReferralsDb, SharedPlanId, SharedPlan>(db)
{
    protected override Expression<Func<SharedPlan, SharedPlanId>> Key => p => p.Id;

    protected override IQueryable<SharedPlan> Rows(Reach reach) => Db.PlansWithin(reach);
}

/// <summary>The partners of plans, in order.</summary>
internal sealed class MembersByPlan(ReferralsDb db) : RowsBy<ReferralsDb, SharedPlanId, PlanMember>(db)
{
    protected override Expression<Func<PlanMember, SharedPlanId>> Key => m => m.Plan;

    protected override IQueryable<PlanMember> Rows(Reach reach) => Db.PlanMembers.OrderBy(m => m.Id);
}

/// <summary>The history of plans, in order.</summary>
internal sealed class StepsByPlan(ReferralsDb db) : RowsBy<ReferralsDb, SharedPlanId, PlanStep>(db)
{
    protected override Expression<Func<PlanStep, SharedPlanId>> Key => s => s.Plan;

    protected override IQueryable<PlanStep> Rows(Reach reach) => Db.PlanSteps.OrderBy(s => s.Id);
}

/// <summary>The goals and actions of plans, in order; for a partner of those in which it takes part. Whoever asks has been let through to the plan.</summary>
internal sealed class EntriesByPlan(ReferralsDb db) : DataLoader<SharedPlanId, IReadOnlyList<SeenEntry>>
{
    public override async Task<IReadOnlyDictionary<SharedPlanId, IReadOnlyList<SeenEntry>>> ReadAsync(IReadOnlyList<SharedPlanId> keys, CancellationToken ct) =>
        (await db.EntriesWithinReach().AsNoTracking().Where(e => keys.Contains(e.Plan))
            .Join(db.SharedPlans, e => e.Plan, p => p.Id, (e, p) => new { Entry = e, p.Client }).ToListAsync(ct))
        .GroupBy(e => e.Entry.Plan)
        .ToDictionary(g => g.Key, g => (IReadOnlyList<SeenEntry>)[.. g.OrderBy(e => e.Entry.Id.Value).Select(e => new SeenEntry(e.Entry, e.Client))]);
}

/// <summary>What was written on plans and may be known to the caller's side, in order.</summary>
internal sealed class NotesByPlan(ReferralsDb db) : DataLoader<SharedPlanId, IReadOnlyList<SeenPlanNote>>
{
    public override async Task<IReadOnlyDictionary<SharedPlanId, IReadOnlyList<SeenPlanNote>>> ReadAsync(IReadOnlyList<SharedPlanId> keys, CancellationToken ct)
    {
        // A partner reads its own by themselves: what it wrote is shown to it by no consent.
        var partner = db.Actor.Organisation;
        var notes = await db.NotesWithinReach().AsNoTracking().Where(n => keys.Contains(n.Plan) && (partner == null || n.SharedAt != null))
            .Join(db.SharedPlans, n => n.Plan, p => p.Id, (n, p) => new { Note = n, p.Client }).ToListAsync(ct);
        var members = await db.PlanMembers.AsNoTracking().Where(m => keys.Contains(m.Plan)).OrderBy(m => m.Id)
            .Select(m => new { m.Plan, m.Organisation, m.Id }).ToListAsync(ct);
        return notes.GroupBy(n => n.Note.Plan).ToDictionary(g => g.Key, g => (IReadOnlyList<SeenPlanNote>)[.. g.OrderBy(n => n.Note.Id.Value)
            .Select(n => new SeenPlanNote(n.Note, n.Client, members.LastOrDefault(m => m.Plan == g.Key && m.Organisation == n.Note.Organisation)?.Id))]);
    }
}

/// <summary>What the caller's own organisation wrote on plans, in order, shared or not; also where it takes no part any more.</summary>
internal sealed class OwnNotesByPlan(ReferralsDb db) : DataLoader<SharedPlanId, IReadOnlyList<OwnPlanNote>>
{
    public override async Task<IReadOnlyDictionary<SharedPlanId, IReadOnlyList<OwnPlanNote>>> ReadAsync(IReadOnlyList<SharedPlanId> keys, CancellationToken ct)
    {
        var own = db.Actor.Organisation;
        return (await db.NotesWithinReach().AsNoTracking().Where(n => keys.Contains(n.Plan) && n.Organisation == own).OrderBy(n => n.Id).ToListAsync(ct))
            .GroupBy(n => n.Plan).ToDictionary(g => g.Key, g => (IReadOnlyList<OwnPlanNote>)[.. g.Select(n => new OwnPlanNote(n))]);
    }
}
