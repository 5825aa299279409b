using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Intake;

/// <summary>Writes down that somebody may act for a client no longer, as when a minor comes of age or a court ends a guardianship.</summary>
[Mutation, Feature("intake"), Requires("intake.register")]
internal static class EndRepresentative
{
    /// <summary>Who, and why.</summary>
    /// <param name="Representative">Who may act no longer.</param>
    /// <param name="Reason">Why.</param>
    /// <param name="EndsOn">The last day on which they may act; today when nothing is said.</param>
    public sealed record Input(RepresentativeId Representative, string Reason, DateOnly? EndsOn = null);

    public static async Task<Outcome<Representative>> Handle(Input input, IntakeDb db, Actor actor, TimeProvider clock, CancellationToken ct)
    {
        var clients = db.ClientsFor("intake.register");
        if (await db.Representatives.FirstOrDefaultAsync(
            r => r.Id == input.Representative && clients.Any(c => c.Id == r.Client), ct) is not { } representative)
        {
            return new NotFound("input.representative");
        }

        var ends = input.EndsOn ?? clock.Today();
        if (ends < representative.StartsOn)
        {
            return new InvalidInput("input.endsOn", "The last day must not come before the first.");
        }

        representative.End(ends, input.Reason.Trim(), actor.User);
        return representative;
    }

    internal sealed class Validator : AbstractValidator<Input>
    {
        private const int ReasonLength = 1000;

        public Validator() => RuleFor(i => i.Reason).NotEmpty().MaximumLength(ReasonLength);
    }
}
