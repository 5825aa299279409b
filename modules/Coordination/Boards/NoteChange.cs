using CarePlatform.Coordination.Contracts;
using CarePlatform.Platform;
using FluentValidation;

namespace CarePlatform.Coordination;

/// <summary>Notes a change of the work on the run charts of a board, so that everybody sees whether the numbers follow.</summary>
[Mutation, Feature("coordination.daily"), Requires("coordination.lead")]
internal static class NoteChange
{
    /// <param name="Team">Whose board.</param>
    /// <param name="Text">What was changed; without names.</param>
    /// <param name="Day">The day from which it holds; today when it is left out.</param>
    public sealed record Input(TeamId Team, string Text, DateOnly? Day = null);

    public static async Task<Outcome<ChangeNote>> Handle(
        Input input, CoordinationDb db, People people, Actor actor, TenantClock clock, CancellationToken ct)
    {
        if (await people.Team(input.Team, ct) is null || !actor.Reaches(input.Team, "coordination.lead"))
        {
            return new NotFound("input.team");
        }

        var now = clock.GetUtcNow();
        var note = ChangeNote.Of(input.Team, input.Day ?? clock.DayOf(now), input.Text.Trim(), actor.User, now);
        db.Add(note);
        return Outcome.Of(note).Publishing(new BoardChanged(note.Team, BoardPart.Changes, now));
    }

    internal sealed class Validator : AbstractValidator<Input>
    {
        public Validator() => RuleFor(i => i.Text).NotEmpty().MaximumLength(500);
    }
}
