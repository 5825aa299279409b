using CarePlatform.Coordination.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Coordination;

/// <summary>The time for an answer to a problem runs out.</summary>
[Timer("coordination.problem-due@1")]
internal sealed record ProblemDue([property: Stream] ProblemId Problem);

/// <summary>A problem that management has not answered in time goes one level up; the last level is asked again.</summary>
[Feature("coordination.daily")]
internal static class WhenProblemFallsDue
{
    public static async Task<IReadOnlyList<object>> Handle(ProblemDue due, TierLine line, TimeProvider clock, CancellationToken ct) =>
        await line.Lapse(due.Problem, clock.GetUtcNow(), ct) is { } happened ? [happened] : [];
}
