using CarePlatform.Platform;
using FluentValidation;

namespace CarePlatform.Intake;

/// <summary>Makes a person known, unless somebody already known may be the same person: then the caller chooses.</summary>
[Mutation, Feature("intake"), Requires("intake.register")]
internal static class RegisterClient
{
    /// <summary>Who becomes known.</summary>
    /// <param name="Person">What is known of the person.</param>
    /// <param name="RegisterAsNew">The caller has looked at those who may be the same person: it is none of them.</param>
    public sealed record Input(PersonDetails Person, bool RegisterAsNew = false);

    /// <summary>Somebody already known may be this person.</summary>
    /// <param name="Candidates">Those who may be the same person, the likeliest first.</param>
    public sealed record MayBeKnown(IReadOnlyList<ClientMatch> Candidates) : Refusal(
        "intake.may_be_known",
        "Somebody already known may be this person. Use that client, or repeat with registerAsNew: true when it is somebody else.",
        "input.person");

    public static async Task<Outcome<Client>> Handle(Input input, IntakeDb db, Actor actor, TimeProvider clock, CancellationToken ct)
    {
        var problems = input.Person.Problems(clock.Today(), "input.person");
        if (problems.Count > 0)
        {
            return Outcome<Client>.Refused(problems);
        }

        if (!input.RegisterAsNew)
        {
            var person = input.Person.ToPerson();
            await db.LockLookalikes(person, ct);
            if (await db.FindMatches(person, await db.MatchSettings(ct), ct) is [_, ..] candidates)
            {
                return new MayBeKnown(candidates);
            }
        }

        return await NewClient.Add(db, input.Person, actor.User, clock, ct);
    }

    internal sealed class Validator : AbstractValidator<Input>
    {
        public Validator() => RuleFor(i => i.Person).SetValidator(new PersonDetailsValidator());
    }
}
