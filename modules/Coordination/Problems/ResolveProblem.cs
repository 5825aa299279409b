using CarePlatform.Coordination.Contracts;
using CarePlatform.Platform;
using FluentValidation;

namespace CarePlatform.Coordination;

/// <summary>Takes a problem off the board, with what solved it; a stopped line goes on.</summary>
[Mutation, Feature("coordination.daily"), Requires("coordination.lead")]
internal static class ResolveProblem
{
    /// <param name="Problem">The problem.</param>
    /// <param name="Resolution">What solved it.</param>
    /// <param name="ExpectedVersion">The version that was seen.</param>
    public sealed record Input(ProblemId Problem, string Resolution, int? ExpectedVersion = null);

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

        var now = clock.GetUtcNow();
        problem.Resolve(input.Resolution.Trim(), actor.User, now);
        await line.End(problem, ct);
        var resolved = Outcome.Of(problem).Publishing(new BoardChanged(problem.Team, BoardPart.Problems, now));
        return problem.StopsTemplate is { } template
            ? resolved.Publishing(new LineReleased(problem.Id, problem.Team, template, actor.User, now))
            : resolved;
    }

    internal sealed class Validator : AbstractValidator<Input>
    {
        public Validator() => RuleFor(i => i.Resolution).NotEmpty().MaximumLength(4000);
    }
}
