using CarePlatform.Coordination.Contracts;
using CarePlatform.Platform;
using FluentValidation;

namespace CarePlatform.Coordination;

/// <summary>Puts a target on the board of a team. The actual number comes from the live steps.</summary>
[Mutation, Feature("coordination.daily"), Requires("coordination.lead")]
internal static class SetBoardTarget
{
    /// <param name="Team">Whose board.</param>
    /// <param name="Figure">What is counted.</param>
    /// <param name="Goal">The number to reach, or to stay under.</param>
    /// <param name="Title">What people call it.</param>
    /// <param name="Template">Only steps of this template.</param>
    /// <param name="Step">Only this step of the template.</param>
    public sealed record Input(TeamId Team, BoardFigure Figure, decimal Goal, string Title, string? Template = null, string? Step = null);

    public static async Task<Outcome<BoardTarget>> Handle(
        Input input, CoordinationDb db, People people, Actor actor, TimeProvider clock, CancellationToken ct)
    {
        if (await people.Team(input.Team, ct) is null || !actor.Reaches(input.Team, "coordination.lead"))
        {
            return new NotFound("input.team");
        }

        var now = clock.GetUtcNow();
        var target = BoardTarget.Set(
            input.Team, input.Figure, input.Template, input.Step, input.Title.Trim(), input.Goal, actor.User, now);
        db.Add(target);
        return Outcome.Of(target).Publishing(new BoardChanged(target.Team, BoardPart.Targets, now));
    }

    internal sealed class Validator : AbstractValidator<Input>
    {
        public Validator()
        {
            RuleFor(i => i.Title).NotEmpty().MaximumLength(200);
            RuleFor(i => i.Goal).InclusiveBetween(0, 1_000_000);
            RuleFor(i => i.Goal).LessThanOrEqualTo(100).When(i => i.Figure is BoardFigure.OnTimePercent);
            RuleFor(i => i.Template).NotEmpty().When(i => i.Step is not null).WithMessage("Name the template of the step.");
        }
    }
}
