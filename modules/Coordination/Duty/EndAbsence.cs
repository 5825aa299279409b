using CarePlatform.Platform;

namespace CarePlatform.Coordination;

/// <summary>Lets an absence end earlier or later than recorded. What was handed over meanwhile stays where it is.</summary>
[Mutation, Feature("coordination"), Requires("coordination.absence")]
internal static class EndAbsence
{
    /// <param name="Absence">The absence.</param>
    /// <param name="LastDay">The last day; leave it out when the person is back already. One that has not begun is taken back then.</param>
    public sealed record Input(AbsenceId Absence, DateOnly? LastDay = null);

    public static async Task<Outcome<Absence>> Handle(
        Input input, Absences absences, People people, Timers timers, Actor actor, TenantClock clock, CancellationToken ct)
    {
        if (await absences.Find(input.Absence, ct) is not { } absence
            || await people.User(absence.Person, ct) is not { } person || !actor.Reaches(person, "coordination.absence"))
        {
            return new NotFound("input.absence");
        }

        if (input.LastDay < absence.FirstDay)
        {
            return new InvalidInput("input.lastDay", "The last day cannot be before the first. Leave it out to take the absence back.");
        }

        var ended = absence with { LastDay = input.LastDay ?? clock.DayOf(clock.GetUtcNow()).AddDays(-1) };
        if (ended.LastDay < ended.FirstDay)
        {
            await absences.Remove(absence.Id, ct);
            await timers.Cancel<AbsenceBegins>(absence.Id.ToString(), ct);
        }
        else
        {
            await absences.Write(ended, ct);
        }

        return ended;
    }
}
