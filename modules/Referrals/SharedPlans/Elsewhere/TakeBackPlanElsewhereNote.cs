using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;

namespace CarePlatform.Referrals;

/// <summary>Takes a note of this organisation back from a plan that a linked tenant convenes, such as one that was written by mistake: the others read it no more.</summary>
[Mutation, Feature("referrals"), Requires(InboundMoving.Permission)]
internal static class TakeBackPlanElsewhereNote
{
    /// <param name="Plan">The plan.</param>
    /// <param name="Note">The note.</param>
    /// <param name="Reason">Why.</param>
    public sealed record Input(PlanElsewhereId Plan, PlanNoteId Note, PlanNoteRetraction Reason);

    public static async Task<Outcome<PlanContributionReceipt>> Handle(Input input, Contributing contributing, CancellationToken ct)
    {
        if (await contributing.Find(input.Plan, ct) is not { Shown: { } shown } plan)
        {
            return new NotFound("input.plan");
        }

        // Only one's own: the convenor has no member, and every other has another part.
        return shown.Notes.FirstOrDefault(n => n.Id == input.Note.Value && n.Member == plan.Id.Value) is not { } note ? new NotFound("input.note")
            : await contributing.Send(
                plan, PlanContributionKind.TakeNoteBack, new ContributionSaid(Note: input.Note, Retracted: input.Reason), (note.Class, note.Part2), ct);
    }
}
