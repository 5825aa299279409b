using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Referrals;

/// <summary>
/// Writes a goal of the person, in their words, or an action into the shared part of a plan. Each organisation that takes part reads it as far as the
/// person's consents and the rules for its kind go. An action is open until an organisation takes it on.
/// </summary>
[Mutation, ForPartners, Feature("referrals.shared-plans"), Requires(PlanReach.Plan)]
internal static class WritePlanEntry
{
    /// <param name="Plan">The plan.</param>
    /// <param name="Kind">A goal or an action.</param>
    /// <param name="Words">The goal in the person's words, or what is to be done.</param>
    /// <param name="Need">Code of the need that it is about; that of the goal when none is said.</param>
    /// <param name="Goal">The goal that an action is for.</param>
    /// <param name="DueOn">The last day of an action.</param>
    /// <param name="Program">The program under 42 CFR Part 2 from which it comes, by its key in the privacy policy; said by people here.</param>
    public sealed record Input(
        SharedPlanId Plan, PlanEntryKind Kind, string Words, string? Need = null, PlanEntryId? Goal = null, DateOnly? DueOn = null, string? Program = null);

    public static async Task<Outcome<PlanReceipt>> Handle(
        Input input, ReferralsDb db, PlanGate gate, TenantPrivacy privacy, Actor actor, TimeProvider clock, CancellationToken ct)
    {
        if (await db.FindSide(input.Plan, ct) is not { } side)
        {
            return new NotYourPlan();
        }

        if ((side.Plan.Prevents() ?? await gate.Missing(side, ct)) is { } refusal)
        {
            return refusal;
        }

        var goal = input.Goal is { } of ? await db.PlanEntries.AsNoTracking()
            .FirstOrDefaultAsync(e => e.Id == of && e.Plan == input.Plan && e.Kind == PlanEntryKind.Goal, ct) : null;
        if (input.Goal is not null && (goal is null || input.Kind is PlanEntryKind.Goal))
        {
            return new InvalidInput("input.goal", "An action is for a goal of the same plan; a goal is for none.");
        }

        if ((await db.Rules(ct)).NeedOf(input.Need ?? goal?.Need ?? "") is not { } need)
        {
            return new InvalidInput("input.need", "Say which need it is about, by a code that the convenor's settings of referrals have.");
        }

        if (input.DueOn is { } due && (input.Kind is PlanEntryKind.Goal || due < clock.Today()))
        {
            return new InvalidInput("input.dueOn", "An action is done by a day that has not passed; a goal has no such day.");
        }

        if (input.Program is { } program && (actor.Organisation is not null || (await privacy.Policy(ct)).Programs.All(p => p.Key != program)))
        {
            return new InvalidInput("input.program", "The privacy policy knows no such program of this organisation.");
        }

        var (now, plan) = (clock.GetUtcNow(), side.Plan);
        var entry = new PlanEntry
        {
            Id = Id.New<PlanEntryId>(clock),
            Plan = plan.Id,
            Kind = input.Kind,
            Goal = goal?.Id,
            Need = need.Code,
            Class = need.Class,
            // What is to be done for a goal that tells of a program tells of it as well.
            Program = input.Program ?? goal?.Program,
            Words = input.Words.Trim(),
            WrittenBy = side.Member?.Id,
            ByName = actor.Name,
            WrittenAt = now,
            DueOn = input.DueOn,
        };
        db.Add(entry);
        db.Note(plan, PlanStepKind.Written, clock, side.Member?.Id, entry.Id);
        var written = Outcome.Of(new PlanReceipt(entry)).Publishing(new SharedPlanWritten(plan.Client, plan.Id, now));
        return entry.Kind is PlanEntryKind.Action ? written.Publishing(PlanTelling.Open(plan, entry, now)) : written;
    }

    internal sealed class Validator : AbstractValidator<Input>
    {
        public Validator() => RuleFor(i => i.Words).Must(t => !string.IsNullOrWhiteSpace(t)).WithMessage("Say what is wanted, or what is to be done.").MaximumLength(PlanWords.EntryLength);
    }
}
