using CarePlatform.Coordination.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Coordination;

/// <summary>
/// Lets somebody else have a person's new steps for some days, although the person is there. What is open already stays: hand it
/// over if it should not.
/// </summary>
[Mutation, Feature("coordination"), Requires("coordination.absence")]
internal static class DelegateWork
{
    /// <param name="Person">Whose work it is.</param>
    /// <param name="Delegate">Who gets it.</param>
    /// <param name="FirstDay">The first day, today at the earliest.</param>
    /// <param name="LastDay">The last day.</param>
    /// <param name="Template">Key of the template whose steps it is about; leave it out for all.</param>
    /// <param name="Kind">The sort of work that it is about; leave it out for all.</param>
    public sealed record Input(
        UserId Person, UserId Delegate, DateOnly FirstDay, DateOnly LastDay, string? Template = null, StepKind? Kind = null);

    public static async Task<Outcome<Delegation>> Handle(
        Input input, CoordinationDb db, People people, Actor actor, TenantClock clock, CancellationToken ct)
    {
        if (await people.User(input.Person, ct) is not { Active: true } person || !actor.Reaches(person, "coordination.absence"))
        {
            return new NotFound("input.person");
        }

        if (await people.User(input.Delegate, ct) is not { Active: true })
        {
            return new NotFound("input.delegate");
        }

        if (input.Person == input.Delegate)
        {
            return new InvalidInput("input.delegate", "Name somebody else: nobody delegates to themselves.");
        }

        var now = clock.GetUtcNow();
        if (input.FirstDay < clock.DayOf(now) || input.LastDay < input.FirstDay)
        {
            return new InvalidInput("input.firstDay", "Let the delegation begin today or later, and end no earlier than it begins.");
        }

        var delegation = Delegation.From(input.Person, input.Delegate, input.FirstDay, input.LastDay, input.Template, input.Kind, now);
        db.Add(delegation);
        return delegation;
    }
}
