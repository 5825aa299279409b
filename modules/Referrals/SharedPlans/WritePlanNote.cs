using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Referrals;

/// <summary>
/// Writes a note on a shared plan. It is the caller's organisation's own, and no other's, the convenor's included, until that organisation shares it
/// (sharePlanNote), unless it is shared at once: how a commitment goes on.
/// </summary>
[Mutation, ForPartners, Feature("referrals.shared-plans"), Requires(PlanReach.Plan)]
internal static class WritePlanNote
{
    /// <param name="Plan">The plan.</param>
    /// <param name="Text">What is to be kept.</param>
    /// <param name="Entry">The goal or action that it is about.</param>
    /// <param name="Need">Code of the need that it is about, where it is about no entry: it is as sensitive as that.</param>
    /// <param name="Shared">Whether the others are to read it at once, as far as the person's consents go.</param>
    public sealed record Input(SharedPlanId Plan, string Text, PlanEntryId? Entry = null, string? Need = null, bool Shared = false);

    public static async Task<Outcome<OwnPlanNote>> Handle(Input input, ReferralsDb db, PlanGate gate, Actor actor, TimeProvider clock, CancellationToken ct)
    {
        if (await db.FindSide(input.Plan, ct) is not { } side)
        {
            return new NotYourPlan();
        }

        if ((side.Plan.Prevents() ?? (input.Shared ? await gate.Missing(side, ct) : null)) is { } refusal)
        {
            return refusal;
        }

        var entry = input.Entry is { } about ? await db.PlanEntries.AsNoTracking().FirstOrDefaultAsync(e => e.Id == about && e.Plan == input.Plan, ct) : null;
        if (input.Entry is not null && entry is null)
        {
            return new NotFound("input.entry");
        }

        var need = input.Need is { } code ? (await db.Rules(ct)).NeedOf(code) : null;
        if (input.Need is not null && (need is null || entry is not null))
        {
            return new InvalidInput("input.need", "Name a need that the convenor's settings of referrals have, for a note that is about no entry.");
        }

        var note = new PlanNote
        {
            Id = Id.New<PlanNoteId>(clock),
            Plan = side.Plan.Id,
            Entry = entry?.Id,
            Organisation = actor.Organisation,
            Class = entry?.Class ?? need?.Class ?? DataClass.G,
            Program = entry?.Program,
            Text = input.Text.Trim(),
            ByName = actor.Name,
            At = clock.GetUtcNow(),
        };
        if (input.Shared)
        {
            note.Share(actor.Name, note.At);
            db.Note(side.Plan, PlanStepKind.NoteShared, clock, side.Member?.Id, note.Entry);
        }

        db.Add(note);
        return Outcome.Of(new OwnPlanNote(note)).Publishing(input.Shared ? [new SharedPlanWritten(side.Plan.Client, side.Plan.Id, note.At)] : Array.Empty<object>());
    }

    internal sealed class Validator : AbstractValidator<Input>
    {
        public Validator() => RuleFor(i => i.Text).Must(t => !string.IsNullOrWhiteSpace(t)).WithMessage("Write something.").MaximumLength(PlanWords.NoteLength);
    }
}
