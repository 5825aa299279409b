using CarePlatform.Coordination.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Coordination;

/// <summary>Puts a problem that the team cannot solve by itself to the next level of management, which owes an answer in its time.</summary>
[Mutation, Feature("coordination.daily"), Requires("coordination.lead")]
internal static class TierUpProblem
{
    /// <param name="Problem">The problem.</param>
    /// <param name="ExpectedVersion">The version that was seen.</param>
    public sealed record Input(ProblemId Problem, int? ExpectedVersion = null);

    /// <summary>There is no level above.</summary>
    public sealed record TopTier() : Refusal(
        "coordination.top_tier", "The executive level has this problem already; nobody is above it.", "input.problem");

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

        if (problem.Tier is Tier.Executive)
        {
            return new TopTier();
        }

        return Outcome.Of(problem).Publishing(await line.PutTo(problem.Tier + 1, problem, actor.User, clock.GetUtcNow(), ct));
    }
}
