using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Referrals;

/// <summary>Judges what came of a corrective action; without evidence it can only be withdrawn.</summary>
[Mutation, Feature("referrals"), Requires("referrals.hold-accountable")]
internal static class CloseCorrectiveAction
{
    /// <param name="Action">The corrective action.</param>
    /// <param name="Result">What came of it.</param>
    /// <param name="Note">Why it is judged so.</param>
    /// <param name="ExpectedVersion">The version that the caller has read.</param>
    public sealed record Input(CorrectiveActionId Action, ActionResult Result, string? Note = null, int? ExpectedVersion = null);

    /// <summary>Nothing shows yet that it was put right, or was not.</summary>
    public sealed record EvidenceMissing() : Refusal(
        "referrals.evidence_missing",
        "There is no evidence yet by which to judge it. Ask the partner, write down what it shows (reportCorrectiveEvidence), or withdraw the action.", "input.result");

    public static async Task<Outcome<CorrectiveAction>> Handle(Input input, ReferralsDb db, Actor actor, TimeProvider clock, CancellationToken ct)
    {
        if (await db.CorrectiveActions.FirstOrDefaultAsync(a => a.Id == input.Action, ct) is not { } action)
        {
            return new NotFound("input.action");
        }

        if (action.Result is { } result)
        {
            return new ActionClosed(result);
        }

        if (input.ExpectedVersion is { } expected && expected != action.Version)
        {
            return new VersionConflict(expected, action.Version);
        }

        if (input.Result is not ActionResult.Withdrawn && action.Evidence is null)
        {
            return new EvidenceMissing();
        }

        action.Close(input.Result, input.Note?.Trim(), actor.User, clock.GetUtcNow());
        return Outcome.Of(action).Publishing(new CorrectiveActionClosed(
            action.Id, action.Partner, input.Result.ToText(), actor.User, clock.GetUtcNow()));
    }

    internal sealed class Validator : AbstractValidator<Input>
    {
        private const int NoteLength = 4000;

        public Validator() => RuleFor(i => i.Note).MaximumLength(NoteLength);
    }
}
