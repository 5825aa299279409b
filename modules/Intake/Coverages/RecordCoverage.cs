using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using FluentValidation;

namespace CarePlatform.Intake;

/// <summary>Writes down that a payer covers a client.</summary>
[Mutation, Feature("intake.coverage"), Requires("intake.coverage")]
internal static class RecordCoverage
{
    /// <summary>Who covers whom, and when.</summary>
    /// <param name="Client">Who is covered.</param>
    /// <param name="PayerName">Who pays.</param>
    /// <param name="PayerType">What kind of payer.</param>
    /// <param name="StartsOn">The first day covered.</param>
    /// <param name="EndsOn">The last day covered; nothing while no end is known.</param>
    /// <param name="Priority">1 pays first.</param>
    /// <param name="MemberId">The client's number with the payer.</param>
    /// <param name="Plan">Name of the plan.</param>
    /// <param name="PayerId">The payer's number.</param>
    /// <param name="PolicyHolder">Whose policy it is, when it is not the client's.</param>
    public sealed record Input(
        ClientId Client,
        string PayerName,
        PayerType PayerType,
        DateOnly StartsOn,
        DateOnly? EndsOn = null,
        int Priority = 1,
        string? MemberId = null,
        string? Plan = null,
        string? PayerId = null,
        string? PolicyHolder = null);

    public static async Task<Outcome<Coverage>> Handle(Input input, IntakeDb db, TimeProvider clock, CancellationToken ct)
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
            return new InvalidInput("input.endsOn", "The last day covered must not come before the first.");
        }

        var coverage = new Coverage
        {
            Id = Id.New<CoverageId>(clock),
            Client = client.Id,
            PayerName = input.PayerName.Trim(),
            PayerId = input.PayerId,
            PayerType = input.PayerType,
            MemberId = input.MemberId,
            Plan = input.Plan,
            PolicyHolder = input.PolicyHolder,
            Priority = input.Priority,
            StartsOn = input.StartsOn,
            RecordedAt = clock.GetUtcNow(),
        };
        coverage.EndOn(input.EndsOn, reason: null);
        db.Add(coverage);
        return Outcome.Of(coverage).Publishing(new CoverageRecorded(client.Id, coverage.Id, coverage.StartsOn, coverage.EndsOn));
    }

    internal sealed class Validator : AbstractValidator<Input>
    {
        private const int NameLength = 200;

        public Validator()
        {
            RuleFor(i => i.PayerName).NotEmpty().MaximumLength(NameLength);
            RuleFor(i => i.MemberId).MaximumLength(NameLength);
            RuleFor(i => i.Priority).GreaterThan(0);
        }
    }
}
