using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Intake;

/// <summary>Counts a service against what the payer has allowed. The same reference counts once, however often it is sent.</summary>
[Mutation, Feature("intake.eligibility"), Requires("intake.coverage")]
internal static class UseAuthorisation
{
    /// <summary>What was used.</summary>
    /// <param name="Authorisation">Of what.</param>
    /// <param name="Units">How much, in the authorisation's unit.</param>
    /// <param name="Day">The day of the service.</param>
    /// <param name="Reference">What used it, such as the id of an encounter.</param>
    public sealed record Input(AuthorisationId Authorisation, decimal Units, DateOnly Day, string Reference);

    /// <summary>Not enough is left.</summary>
    /// <param name="UnitsLeft">What is left.</param>
    public sealed record NotEnoughUnits(decimal UnitsLeft) : Refusal(
        "intake.not_enough_units", $"Only {UnitsLeft:0.##} units are left. Ask the payer for more before the service is given.", "input.units");

    /// <summary>It does not hold on that day.</summary>
    /// <param name="StartsOn">The first day on which it holds.</param>
    /// <param name="EndsOn">The last day on which it holds.</param>
    public sealed record OutsideDates(DateOnly StartsOn, DateOnly EndsOn) : Refusal(
        "intake.authorisation_outside_dates", "The authorisation does not hold on this day. Ask the payer to extend it, or choose the one that holds.", "input.day");

    /// <summary>The reference was counted before, with other units or on another day.</summary>
    /// <param name="Units">What was counted.</param>
    /// <param name="Day">For which day.</param>
    public sealed record UsedOtherwise(decimal Units, DateOnly Day) : Refusal(
        "intake.authorisation_used_otherwise",
        $"This reference was counted already, with {Units:0.##} units on {Day:yyyy-MM-dd}. Nothing was counted now; give what is another use a reference of its own.",
        "input.reference");

    /// <summary>The day has not come.</summary>
    /// <param name="Today">The organisation's day now.</param>
    public sealed record DayToCome(DateOnly Today) : Refusal(
        "intake.day_to_come", $"A service is counted once it was given; today is {Today:yyyy-MM-dd}.", "input.day");

    public static async Task<Outcome<Authorisation>> Handle(
        Input input, IntakeDb db, EligibilityDesk desk, Actor actor, TimeProvider clock, CancellationToken ct)
    {
        // Two services at once must not both take the last units.
        await db.Database.ExecuteSqlAsync($"select from intake.authorisations where id = {input.Authorisation.Value} for update", ct);
        if (await db.Authorisations.FirstOrDefaultAsync(a => a.Id == input.Authorisation, ct) is not { } authorisation
            || await db.FindClient(authorisation.Client, "intake.coverage", ct) is null)
        {
            return new NotFound("input.authorisation");
        }

        var reference = input.Reference.Trim();
        if (await db.AuthorisationUses.AsNoTracking().FirstOrDefaultAsync(u => u.Authorisation == authorisation.Id && u.Reference == reference, ct) is { } before)
        {
            return before.Units == input.Units && before.Day == input.Day ? authorisation : new UsedOtherwise(before.Units, before.Day);
        }

        if (!authorisation.Holds(input.Day))
        {
            return new OutsideDates(authorisation.StartsOn, authorisation.EndsOn);
        }

        if (input.Day > clock.Today())
        {
            return new DayToCome(clock.Today());
        }

        if (input.Units > authorisation.UnitsLeft)
        {
            return new NotEnoughUnits(authorisation.UnitsLeft);
        }

        db.Add(new AuthorisationUse
        {
            Id = Id.New<AuthorisationUseId>(clock),
            Authorisation = authorisation.Id,
            Reference = reference,
            Day = input.Day,
            Units = input.Units,
            RecordedAt = clock.GetUtcNow(),
            RecordedBy = actor.User,
        });
        var low = authorisation.Use(input.Units, (await desk.Rules(ct)).AuthorisationLowShare);
        return low
            ? Outcome.Of(authorisation).Publishing(
                new AuthorisationLow(authorisation.Client, authorisation.Id, authorisation.UnitsLeft, authorisation.EndsOn, authorisation.Service))
            : authorisation;
    }

    internal sealed class Validator : AbstractValidator<Input>
    {
        private const int ReferenceLength = 100;

        public Validator()
        {
            RuleFor(i => i.Reference).NotEmpty().MaximumLength(ReferenceLength);
            RuleFor(i => i.Units).GreaterThan(0).PrecisionScale(10, 2, ignoreTrailingZeros: true);
        }
    }
}
