using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using FluentValidation;

namespace CarePlatform.Intake;

/// <summary>Writes down that somebody may act for a client, by what authority and from when to when.</summary>
[Mutation, Feature("intake"), Requires("intake.register")]
internal static class RecordRepresentative
{
    /// <summary>Who acts for whom.</summary>
    /// <param name="Client">For whom.</param>
    /// <param name="Name">Who acts.</param>
    /// <param name="Authority">By what right.</param>
    /// <param name="StartsOn">The first day on which they may act; today when nothing is said.</param>
    /// <param name="EndsOn">The last day, such as the one before a minor comes of age; nothing while no end is known.</param>
    /// <param name="Evidence">Where the proof is found; nothing where none is asked for, as of a parent.</param>
    /// <param name="Phone">The number at which they are called.</param>
    public sealed record Input(
        ClientId Client, string Name, Authority Authority, DateOnly? StartsOn = null, DateOnly? EndsOn = null, string? Evidence = null, string? Phone = null);

    public static async Task<Outcome<Representative>> Handle(Input input, IntakeDb db, Actor actor, TimeProvider clock, CancellationToken ct)
    {
        if (await db.FindClient(input.Client, "intake.register", ct) is not { } client)
        {
            return new NotFound("input.client");
        }

        if (client.Problem("input.client") is { } problem)
        {
            return problem;
        }

        var starts = input.StartsOn ?? clock.Today();
        if (input.EndsOn < starts)
        {
            return new InvalidInput("input.endsOn", "The last day must not come before the first.");
        }

        if (input.Authority is not Authority.Parent && string.IsNullOrWhiteSpace(input.Evidence))
        {
            return new InvalidInput("input.evidence", "Say where the proof of this authority is found, such as the order of the court.");
        }

        var representative = new Representative
        {
            Id = Id.New<RepresentativeId>(clock),
            Client = client.Id,
            Name = input.Name.Trim(),
            Authority = input.Authority,
            Evidence = input.Evidence,
            Phone = input.Phone,
            StartsOn = starts,
            EndsOn = input.EndsOn,
            RecordedAt = clock.GetUtcNow(),
            RecordedBy = actor.User,
        };
        db.Add(representative);
        return representative;
    }

    internal sealed class Validator : AbstractValidator<Input>
    {
        private const int TextLength = 400;

        public Validator()
        {
            RuleFor(i => i.Name).NotEmpty().MaximumLength(TextLength);
            RuleFor(i => i.Evidence).MaximumLength(TextLength);
            RuleFor(i => i.Phone).MaximumLength(TextLength);
        }
    }
}
