using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Referrals;

/// <summary>Why a note that was shared is taken back.</summary>
internal enum PlanNoteRetraction
{
    /// <summary>It is about somebody else.</summary>
    WrongPerson,

    /// <summary>It tells the others more than they need, or than the person wants.</summary>
    TooMuch,

    /// <summary>What stands in it is not so.</summary>
    Incorrect,

    /// <summary>It was shared by mistake for another reason.</summary>
    Other,
}

/// <summary>
/// Takes a note of the caller's own organisation back that was shared, such as by mistake: from now on it is that organisation's own again. Who has
/// read it meanwhile stands in the account of disclosures, and that it was shared and taken back in the plan's history. Also on a plan that has
/// ended, and by whoever has left it.
/// </summary>
[Mutation, ForPartners, Feature("referrals.shared-plans"), Requires(PlanReach.Plan)]
internal static class TakeBackPlanNote
{
    /// <param name="Note">The note.</param>
    /// <param name="Reason">Why.</param>
    public sealed record Input(PlanNoteId Note, PlanNoteRetraction Reason);

    /// <summary>Nobody else could read it.</summary>
    [ForPartners]
    public sealed record NoteNotShared() : Refusal(
        "referrals.note_not_shared", "This note is your organisation's own already: it was not shared, or was taken back.", "input.note");

    public static async Task<Outcome<OwnPlanNote>> Handle(Input input, ReferralsDb db, Actor actor, TimeProvider clock, CancellationToken ct)
    {
        var own = actor.Organisation;
        if (await db.NotesWithinReach().FirstOrDefaultAsync(n => n.Id == input.Note && n.Organisation == own, ct) is not { } note
            || (own is null ? await db.FindPlan(note.Plan, ct) : await db.SharedPlans.SingleAsync(p => p.Id == note.Plan, ct)) is not { } plan)
        {
            return new NotFound("input.note");
        }

        if (note.SharedAt is null)
        {
            return new NoteNotShared();
        }

        var member = await db.PlanMembers.AsNoTracking().Where(m => m.Plan == plan.Id && m.Organisation == own)
            .OrderByDescending(m => m.Id).Select(m => (PlanMemberId?)m.Id).FirstOrDefaultAsync(ct);
        note.TakeBack();
        db.Note(plan, PlanStepKind.NoteTakenBack, clock, member, note.Entry, input.Reason.ToText());
        return Outcome.Of(new OwnPlanNote(note)).Publishing(new SharedPlanWritten(plan.Client, plan.Id, clock.GetUtcNow()));
    }
}
