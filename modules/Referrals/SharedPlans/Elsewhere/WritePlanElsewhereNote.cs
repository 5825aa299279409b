using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;
using FluentValidation;

namespace CarePlatform.Referrals;

/// <summary>
/// Writes a note on a plan that a linked tenant convenes, for all that take part, as far as the person's consents go. What is for this organisation alone belongs
/// into its own records.
/// </summary>
[Mutation, Feature("referrals"), Requires(InboundMoving.Permission)]
internal static class WritePlanElsewhereNote
{
    /// <param name="Plan">The plan.</param>
    /// <param name="Text">What the others are to read.</param>
    /// <param name="Entry">The goal or action that it is about.</param>
    /// <param name="Need">Code of the need that it is about, one that the plan has, where it is about no entry: it is as sensitive as that.</param>
    public sealed record Input(PlanElsewhereId Plan, string Text, PlanEntryId? Entry = null, string? Need = null);

    public static async Task<Outcome<PlanContributionReceipt>> Handle(Input input, Contributing contributing, CancellationToken ct)
    {
        if (await contributing.Find(input.Plan, ct) is not { Shown: { } shown } plan)
        {
            return new NotFound("input.plan");
        }

        if (shown.Prevents() is { } invited)
        {
            return invited;
        }

        var entry = shown.Entries.FirstOrDefault(e => e.Id == input.Entry?.Value);
        if (input.Entry is not null && entry is null)
        {
            return new NotFound("input.entry");
        }

        var need = input.Need is { } code ? shown.About(code) : null;
        if (input.Need is not null && (need is null || entry is not null))
        {
            return new InvalidInput("input.need", "Name a need that a member or an entry of the plan has, for a note that is about no entry.");
        }

        var said = new ContributionSaid(Entry: input.Entry, Need: input.Need, Text: input.Text.Trim());
        return await contributing.Send(plan, PlanContributionKind.Note, said, entry?.About() ?? need, ct);
    }

    internal sealed class Validator : AbstractValidator<Input>
    {
        public Validator() => RuleFor(i => i.Text).Must(t => !string.IsNullOrWhiteSpace(t)).WithMessage("Write something.").MaximumLength(PlanWords.NoteLength);
    }
}
