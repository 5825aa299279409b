using CarePlatform.Coordination.Contracts;
using CarePlatform.Platform;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Coordination;

/// <summary>
/// Says who decides something, with what information, how fast, and what holds when nobody answers. What was asked before keeps
/// the rule that it was asked under.
/// </summary>
[Mutation, Feature("coordination.decisions"), Requires("coordination.define-decisions")]
internal static class DefineDecisionType
{
    /// <param name="Key">Such as same-day-intake. A key that is there already is said anew.</param>
    /// <param name="Title">What people call the decision.</param>
    /// <param name="Information">What the decider must know.</param>
    /// <param name="Stages">Who is asked, in this order, and how long each has.</param>
    /// <param name="Otherwise">The answer when nobody of them has answered.</param>
    /// <param name="ExpectedVersion">The version that was seen.</param>
    public sealed record Input(
        string Key, string Title, IReadOnlyList<DecisionQuestion> Information, IReadOnlyList<DecisionStage> Stages, DecisionAnswer Otherwise,
        int? ExpectedVersion = null);

    /// <summary>A part of the rule is missing or wrong; there is one for each part.</summary>
    /// <param name="Place">Where in the input, such as stages[0].within.</param>
    /// <param name="Problem">What is missing or wrong there, in words.</param>
    public sealed record DecisionRuleIncomplete(string Place, string Problem)
        : Refusal("coordination.decision_rule_incomplete", Problem, $"input.{Place}");

    public static async Task<Outcome<DecisionType>> Handle(
        Input input, CoordinationDb db, People people, TimeProvider clock, CancellationToken ct)
    {
        var rule = new DecisionRule(input.Information, input.Stages, input.Otherwise);
        if (await RuleReview.Of(rule, people, ct) is { Count: > 0 } findings)
        {
            return Outcome<DecisionType>.Refused([.. findings.Select(f => new DecisionRuleIncomplete(f.Path, f.Problem))]);
        }

        var type = await db.DecisionTypes.FirstOrDefaultAsync(t => t.Key == input.Key, ct);
        if (input.ExpectedVersion is { } expected && expected != (type?.Version ?? 0))
        {
            return new VersionConflict(expected, type?.Version ?? 0);
        }

        if (type is null)
        {
            type = DecisionType.Define(input.Key, input.Title.Trim(), rule, clock.GetUtcNow());
            db.Add(type);
        }
        else
        {
            type.Change(input.Title.Trim(), rule);
        }

        return type;
    }

    internal sealed class Validator : AbstractValidator<Input>
    {
        public Validator()
        {
            RuleFor(i => i.Key).Must(DefinitionReview.IsKey).WithMessage("Use small letters, digits and dashes, such as \"same-day-intake\".");
            RuleFor(i => i.Title).NotEmpty().MaximumLength(200);
        }
    }
}
