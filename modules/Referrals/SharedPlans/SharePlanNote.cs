using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Referrals;

/// <summary>
/// Shares a note of the caller's own organisation with all that take part in the plan; each reads it as far as the person's consents and the rules for
/// its kind go. What was read stays read; what was
/// shared by mistake is taken back (takeBackPlanNote).
/// </summary>
[Mutation, ForPartners, Feature("referrals.shared-plans"), Requires(PlanReach.Plan)]
internal static class SharePlanNote
{
    /// <param name="Note">The note.</param>
    public sealed record Input(PlanNoteId Note);

    public static async Task<Outcome<OwnPlanNote>> Handle(Input input, ReferralsDb db, PlanGate gate, Actor actor, TimeProvider clock, CancellationToken ct)
    {
        var own = actor.Organisation;
        if (await db.NotesWithinReach().FirstOrDefaultAsync(n => n.Id == input.Note && n.Organisation == own, ct) is not { } note)
        {
            return new NotFound("input.note");
        }

        if (await db.FindSide(note.Plan, ct) is not { } side)
        {
            return new NotYourPlan();
        }

        if ((side.Plan.Prevents() ?? await gate.Missing(side, ct)) is { } refusal)
        {
            return refusal;
        }

        if (note.SharedAt is not null)
        {
            return new AlreadyThere();
        }

        note.Share(actor.Name, clock.GetUtcNow());
        db.Note(side.Plan, PlanStepKind.NoteShared, clock, side.Member?.Id, note.Entry);
        return Outcome.Of(new OwnPlanNote(note)).Publishing(new SharedPlanWritten(side.Plan.Client, side.Plan.Id, clock.GetUtcNow()));
    }
}
