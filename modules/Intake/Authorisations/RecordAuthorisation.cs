using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Intake;

/// <summary>Writes down that a payer has allowed services in advance.</summary>
[Mutation, Feature("intake.eligibility"), Requires("intake.coverage")]
internal static class RecordAuthorisation
{
    /// <summary>What was allowed.</summary>
    /// <param name="Client">For whom.</param>
    /// <param name="Number">The payer's number, which goes on the claim.</param>
    /// <param name="Service">The code of the service.</param>
    /// <param name="Unit">In what it is counted.</param>
    /// <param name="Units">How many.</param>
    /// <param name="StartsOn">The first day on which it holds.</param>
    /// <param name="EndsOn">The last day on which it holds.</param>
    /// <param name="Coverage">The coverage that pays.</param>
    public sealed record Input(
        ClientId Client, string Number, string Service, AuthorisedUnit Unit, decimal Units, DateOnly StartsOn, DateOnly EndsOn, CoverageId? Coverage = null);

    /// <summary>It was written down before.</summary>
    /// <param name="Authorisation">The one there is.</param>
    public sealed record AlreadyRecorded(AuthorisationId Authorisation) : Refusal(
        "intake.authorisation_recorded",
        $"This number is recorded for this service, payer and time already: {Authorisation}. Use that one, or correct the number or the days.",
        "input.number");

    public static async Task<Outcome<Authorisation>> Handle(Input input, IntakeDb db, Actor actor, TimeProvider clock, CancellationToken ct)
    {
        if (await db.FindClient(input.Client, "intake.coverage", ct) is not { } client)
        {
            return new NotFound("input.client");
        }

        if (client.Problem("input.client") is { } problem)
        {
            return problem;
        }

        if (input.EndsOn < input.StartsOn)
        {
            return new InvalidInput("input.endsOn", "The last day must not come before the first.");
        }

        if (input.Coverage is { } coverage && !await db.Coverages.AnyAsync(c => c.Id == coverage && c.Client == client.Id, ct))
        {
            return new NotFound("input.coverage");
        }

        // Two people with the same letter must not both write it down.
        await db.Database.ExecuteSqlAsync($"select from intake.clients where id = {client.Id.Value} for no key update", ct);
        if (await db.Find(client.Id, input, ct) is { } known)
        {
            return new AlreadyRecorded(known);
        }

        var authorisation = new Authorisation
        {
            Id = Id.New<AuthorisationId>(clock),
            Client = client.Id,
            Coverage = input.Coverage,
            Number = input.Number.Trim(),
            Service = input.Service.Trim(),
            Unit = input.Unit,
            UnitsGranted = input.Units,
            StartsOn = input.StartsOn,
            EndsOn = input.EndsOn,
            RecordedAt = clock.GetUtcNow(),
            RecordedBy = actor.User,
        };
        db.Add(authorisation);
        return Outcome.Of(authorisation)
            .Publishing(new AuthorisationRecorded(client.Id, authorisation.Id, authorisation.StartsOn, authorisation.EndsOn, authorisation.Service));
    }

    // A payer's number may allow several services; each is recorded once for a time.
    private static async Task<AuthorisationId?> Find(this IntakeDb db, ClientId client, Input input, CancellationToken ct)
    {
        var sameTime = await db.Authorisations.AsNoTracking()
            .Where(a => a.Client == client && a.Coverage == input.Coverage && a.StartsOn == input.StartsOn && a.EndsOn == input.EndsOn)
            .OrderBy(a => a.Id).Select(a => new { a.Id, a.Number, a.Service }).ToListAsync(ct);
        return sameTime.Find(a => Same(a.Number, input.Number) && Same(a.Service, input.Service))?.Id;

        static bool Same(string known, string given) => string.Equals(known, given.Trim(), StringComparison.OrdinalIgnoreCase);
    }

    internal sealed class Validator : AbstractValidator<Input>
    {
        private const int NumberLength = 50;
        private const decimal MostUnits = 99_999_999;

        public Validator()
        {
            RuleFor(i => i.Number).NotEmpty().MaximumLength(NumberLength);
            RuleFor(i => i.Service).NotEmpty().MaximumLength(NumberLength);
            RuleFor(i => i.Units).GreaterThan(0).LessThanOrEqualTo(MostUnits).PrecisionScale(10, 2, ignoreTrailingZeros: true);
        }
    }
}
