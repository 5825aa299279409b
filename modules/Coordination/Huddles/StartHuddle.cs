using CarePlatform.Coordination.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Coordination;

/// <summary>Begins the huddle of a team, or its weekly operations meeting, with an agenda that the board has written.</summary>
[Mutation, Feature("coordination.daily"), Requires("coordination.lead")]
internal static class StartHuddle
{
    /// <param name="Team">The team.</param>
    /// <param name="Kind">The daily huddle, or the weekly operations meeting.</param>
    public sealed record Input(TeamId Team, HuddleKind Kind = HuddleKind.Daily);

    /// <summary>There is one already today.</summary>
    /// <param name="Huddle">The huddle that there is.</param>
    public sealed record HuddleHeld(HuddleId Huddle) : Refusal(
        "coordination.huddle_held", $"This team has met today already, see {Huddle}. Record there what is said.", "input.team");

    public static async Task<Outcome<Huddle>> Handle(
        Input input, CoordinationDb db, BoardDays days, People people, Calendars calendars, Actor actor, TimeProvider clock,
        CancellationToken ct)
    {
        if (await people.Team(input.Team, ct) is not { } team || !actor.Reaches(input.Team, "coordination.lead"))
        {
            return new NotFound("input.team");
        }

        var now = clock.GetUtcNow();
        var today = (await calendars.Of(team.Site, ct)).DayOf(now);
        if (await db.Huddles.FirstOrDefaultAsync(h => h.Team == team.Id && h.Kind == input.Kind && h.Day == today, ct) is { } held)
        {
            return new HuddleHeld(held.Id);
        }

        var agenda = await Agenda.For(team, db, days, today, now, ct);
        var huddle = Huddle.Start(team.Id, input.Kind, today, agenda, (await db.Settled(ct)).Questions, actor.User, now);
        db.Add(huddle);
        return huddle;
    }
}
