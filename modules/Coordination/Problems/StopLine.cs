using CarePlatform.Coordination.Contracts;
using CarePlatform.Platform;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Coordination;

/// <summary>
/// Stops the line: something in a workflow is wrong enough that everybody should know before going on. Every worker may, and those
/// who lead the program owe an answer at once.
/// </summary>
[Mutation, Feature("coordination.daily"), Requires("coordination.work")]
internal static class StopLine
{
    /// <param name="Template">Key of the workflow template, such as front-door.</param>
    /// <param name="Team">The team in whose work it was seen.</param>
    /// <param name="Title">What is wrong, in a few words; without names of clients.</param>
    /// <param name="Details">More about it.</param>
    /// <param name="Workflow">The run in which it was seen.</param>
    public sealed record Input(string Template, TeamId Team, string Title, string? Details = null, WorkflowId? Workflow = null);

    /// <summary>The line is stopped already for the same team.</summary>
    /// <param name="Problem">The problem that stops it.</param>
    public sealed record LineAlreadyStopped(ProblemId Problem) : Refusal(
        "coordination.line_already_stopped", $"The line of this workflow is stopped already, see {Problem}.", "input.template");

    public static async Task<Outcome<Problem>> Handle(
        Input input, CoordinationDb db, TierLine line, People people, Actor actor, TimeProvider clock, CancellationToken ct)
    {
        if (await people.Team(input.Team, ct) is null)
        {
            return new NotFound("input.team");
        }

        if (!await db.Templates.AnyAsync(t => t.Key == input.Template && t.State != TemplateState.Draft, ct))
        {
            return new NotFound("input.template");
        }

        if (input.Workflow is { } run
            && !await db.WorkflowsFor("coordination.read").AnyAsync(w => w.Id == run && w.TemplateKey == input.Template, ct))
        {
            return new NotFound("input.workflow");
        }

        if (await db.Problems.FirstOrDefaultAsync(
                p => p.StopsTemplate == input.Template && p.Team == input.Team && p.State != ProblemState.Resolved, ct) is { } other)
        {
            return new LineAlreadyStopped(other.Id);
        }

        var now = clock.GetUtcNow();
        var problem = Problem.Raise(input.Team, input.Title.Trim(), input.Details?.Trim(), input.Template, input.Workflow, actor.User, now);
        db.Add(problem);
        var up = await line.PutTo(Tier.Program, problem, actor.User, now, ct);
        return Outcome.Of(problem)
            .Publishing(new LineStopped(problem.Id, problem.Team, input.Template, problem.Workflow, actor.User, now)).Publishing(up);
    }

    internal sealed class Validator : AbstractValidator<Input>
    {
        public Validator()
        {
            RuleFor(i => i.Title).NotEmpty().MaximumLength(200);
            RuleFor(i => i.Details).MaximumLength(4000);
        }
    }
}
