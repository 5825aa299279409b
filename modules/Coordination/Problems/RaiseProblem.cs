using CarePlatform.Coordination.Contracts;
using CarePlatform.Platform;
using FluentValidation;

namespace CarePlatform.Coordination;

/// <summary>Puts a problem on the board of a team. Every worker may.</summary>
[Mutation, Feature("coordination.daily"), Requires("coordination.work")]
internal static class RaiseProblem
{
    /// <param name="Team">The team whose work it is about.</param>
    /// <param name="Title">What is wrong, in a few words; without names of clients.</param>
    /// <param name="Details">More about it.</param>
    public sealed record Input(TeamId Team, string Title, string? Details = null);

    public static async Task<Outcome<Problem>> Handle(
        Input input, CoordinationDb db, People people, Actor actor, TimeProvider clock, CancellationToken ct)
    {
        if (await people.Team(input.Team, ct) is null)
        {
            return new NotFound("input.team");
        }

        var now = clock.GetUtcNow();
        var problem = Problem.Raise(
            input.Team, input.Title.Trim(), input.Details?.Trim(), stopsTemplate: null, workflow: null, actor.User, now);
        db.Add(problem);
        return Outcome.Of(problem).Publishing(new BoardChanged(problem.Team, BoardPart.Problems, now));
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
