using System.Text.Json;
using CarePlatform.Platform;

namespace CarePlatform.Coordination;

/// <summary>
/// Records that somebody is away on certain days and who covers. On the first day the person's open steps go to the cover, or
/// to whom the rule of each finds; new ones pass the person over until the last day has gone.
/// </summary>
[Mutation, Feature("coordination"), Requires("coordination.absence")]
internal static class RecordAbsence
{
    /// <param name="Person">Who is away.</param>
    /// <param name="FirstDay">The first day, today at the earliest.</param>
    /// <param name="LastDay">The last day; leave it out while nobody knows when the person will be back.</param>
    /// <param name="Reason">Why, in a word.</param>
    /// <param name="Cover">Who gets the person's work meanwhile; leave it out to let the rules of owners decide.</param>
    public sealed record Input(UserId Person, DateOnly FirstDay, AbsenceReason Reason, DateOnly? LastDay = null, UserId? Cover = null);

    public static async Task<Outcome<Absence>> Handle(
        Input input, Absences absences, People people, Calendars calendars, Timers timers, Actor actor, TenantClock clock,
        CancellationToken ct)
    {
        if (await people.User(input.Person, ct) is not { Active: true } person || !actor.Reaches(person, "coordination.absence"))
        {
            return new NotFound("input.person");
        }

        if (input.FirstDay < clock.DayOf(clock.GetUtcNow()) || input.LastDay < input.FirstDay)
        {
            return new InvalidInput("input.firstDay", "Let the absence begin today or later, and end no earlier than it begins.");
        }

        if (input.Cover is { } id && (id == input.Person || await people.User(id, ct) is not { Active: true }))
        {
            return id == input.Person
                ? new InvalidInput("input.cover", "Nobody covers their own absence: name somebody else, or nobody.")
                : new NotFound("input.cover");
        }

        var absence = new Absence(
            Id.New<AbsenceId>(clock), input.Person, input.FirstDay, input.LastDay,
            JsonNamingPolicy.KebabCaseLower.ConvertName(input.Reason.ToString()), input.Cover);
        await absences.Write(absence, ct);
        var begins = (await calendars.Of(null, ct)).At(input.FirstDay, TimeOnly.MinValue);
        await timers.Set(new AbsenceBegins(input.Person, absence.Id), absence.Id.ToString(), begins, ct);
        return absence;
    }
}

/// <summary>Why somebody is away; never what somebody suffers from.</summary>
internal enum AbsenceReason
{
    /// <summary>Holiday or other leave.</summary>
    Leave,

    /// <summary>Not able to work.</summary>
    Sickness,

    /// <summary>Training or supervision elsewhere.</summary>
    Training,

    /// <summary>Anything else.</summary>
    Other,
}
