using CarePlatform.Coordination.Contracts;
using CarePlatform.Platform;
using FluentValidation;

namespace CarePlatform.Coordination;

/// <summary>Answers a problem that was put to one's level. The team goes on with the answer.</summary>
[Mutation, Feature("coordination.daily"), Requires("coordination.lead")]
internal static class AnswerProblem
{
    /// <param name="Problem">The problem.</param>
    /// <param name="Answer">What is to be done, or will be.</param>
    /// <param name="ExpectedVersion">The version that was seen.</param>
    public sealed record Input(ProblemId Problem, string Answer, int? ExpectedVersion = null);

    /// <summary>No answer of the caller is awaited.</summary>
    /// <param name="Asked">The person whose answer is awaited; null when a team's is, or none.</param>
    public sealed record NotAsked(UserId? Asked) : Refusal(
        "coordination.not_asked", "No answer of yours is awaited for this problem.", "input.problem");

    public static async Task<Outcome<Problem>> Handle(Input input, TierLine line, Actor actor, TimeProvider clock, CancellationToken ct)
    {
        if (await line.Take(input.Problem, ct) is not { } problem || !problem.IsWithin(actor, "coordination.lead"))
        {
            return new NotFound("input.problem");
        }

        if (problem.Prevents(input.ExpectedVersion) is { } refusal)
        {
            return refusal;
        }

        if (!problem.MayBeAnsweredBy(actor))
        {
            return new NotAsked(problem.State is ProblemState.AwaitsAnswer ? problem.Asked : null);
        }

        var now = clock.GetUtcNow();
        problem.Answer(input.Answer.Trim(), actor.User, now);
        await line.End(problem, ct);
        return Outcome.Of(problem).Publishing(
            new ProblemAnswered(problem.Id, problem.Team, problem.StopsTemplate, problem.Tier, actor.User, problem.Missed == 0, now));
    }

    internal sealed class Validator : AbstractValidator<Input>
    {
        public Validator() => RuleFor(i => i.Answer).NotEmpty().MaximumLength(4000);
    }
}
