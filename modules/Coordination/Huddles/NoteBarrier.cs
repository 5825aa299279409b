using CarePlatform.Coordination.Contracts;
using CarePlatform.Platform;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Coordination;

/// <summary>Notes at a huddle what stands in the way, who removes it and until when. It comes back on the agenda when its day has come.</summary>
[Mutation, Feature("coordination.daily"), Requires("coordination.lead")]
internal static class NoteBarrier
{
    /// <param name="Huddle">The huddle.</param>
    /// <param name="Text">What stands in the way; without names of clients.</param>
    /// <param name="Owner">Who removes it.</param>
    /// <param name="DueOn">Until which day.</param>
    public sealed record Input(HuddleId Huddle, string Text, UserId Owner, DateOnly DueOn);

    public static async Task<Outcome<Barrier>> Handle(
        Input input, CoordinationDb db, People people, Actor actor, TimeProvider clock, CancellationToken ct)
    {
        if (await db.Huddles.FirstOrDefaultAsync(h => h.Id == input.Huddle, ct) is not { } huddle
            || !actor.Reaches(huddle.Team, "coordination.lead"))
        {
            return new NotFound("input.huddle");
        }

        if (huddle.ClosedAt is not null)
        {
            return new HuddleClosed();
        }

        if (await people.User(input.Owner, ct) is not { Active: true })
        {
            return new NotFound("input.owner");
        }

        if (input.DueOn < huddle.Day)
        {
            return new InvalidInput("input.dueOn", "Choose the day of the huddle or a later one.");
        }

        var now = clock.GetUtcNow();
        var barrier = Barrier.Note(huddle, input.Text.Trim(), input.Owner, input.DueOn, now);
        db.Add(barrier);
        return Outcome.Of(barrier).Publishing(new BoardChanged(barrier.Team, BoardPart.Barriers, now));
    }

    internal sealed class Validator : AbstractValidator<Input>
    {
        public Validator() => RuleFor(i => i.Text).NotEmpty().MaximumLength(1000);
    }
}
