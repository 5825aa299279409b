using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;
using FluentValidation;

namespace CarePlatform.Referrals;

/// <summary>Writes a goal of the person, in their words, or an action into the shared part of a plan that a linked tenant convenes.</summary>
[Mutation, Feature("referrals"), Requires(InboundMoving.Permission)]
internal static class WritePlanElsewhereEntry
{
    /// <param name="Plan">The plan.</param>
    /// <param name="Kind">A goal or an action.</param>
    /// <param name="Words">The goal in the person's words, or what is to be done.</param>
    /// <param name="Need">Code of the need that it is about, one that the plan has; that of the goal when none is said.</param>
    /// <param name="Goal">The goal that an action is for.</param>
    /// <param name="DueOn">The last day of an action.</param>
    public sealed record Input(PlanElsewhereId Plan, PlanEntryKind Kind, string Words, string? Need = null, PlanEntryId? Goal = null, DateOnly? DueOn = null);

    public static async Task<Outcome<PlanContributionReceipt>> Handle(Input input, Contributing contributing, TimeProvider clock, CancellationToken ct)
    {
        if (await contributing.Find(input.Plan, ct) is not { Shown: { } shown } plan)
        {
            return new NotFound("input.plan");
        }

        if (shown.Prevents() is { } invited)
        {
            return invited;
        }

        var goal = shown.Entries.FirstOrDefault(e => e.Id == input.Goal?.Value && e.Kind is PlanEntryKind.Goal);
        if (input.Goal is not null && (goal is null || input.Kind is PlanEntryKind.Goal))
        {
            return new InvalidInput("input.goal", "An action is for a goal of the same plan; a goal is for none.");
        }

        if ((input.Need ?? goal?.Need) is not { } need || shown.About(need) is not { } about)
        {
            return new InvalidInput("input.need", "Say which need it is about, by a code that a member or an entry of the plan has.");
        }

        if (input.DueOn is { } due && (input.Kind is PlanEntryKind.Goal || due < clock.Today()))
        {
            return new InvalidInput("input.dueOn", "An action is done by a day that has not passed; a goal has no such day.");
        }

        var said = new ContributionSaid(Kind: input.Kind, Goal: input.Goal, Need: need, Text: input.Words.Trim(), On: input.DueOn);
        return await contributing.Send(plan, PlanContributionKind.Entry, said, about, ct);
    }

    internal sealed class Validator : AbstractValidator<Input>
    {
        public Validator() => RuleFor(i => i.Words).Must(t => !string.IsNullOrWhiteSpace(t)).WithMessage("Say what is wanted, or what is to be done.")
            .MaximumLength(PlanWords.EntryLength);
    }
}
