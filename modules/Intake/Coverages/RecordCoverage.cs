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
    /// <param name="Pending">Whether it is only applied for; it is then asked about every night until the payer has decided.</param>
    /// <param name="MedicaidCategory">The payer's code for the group of Medicaid.</param>
    /// <param name="ManagedCarePlan">Name of the managed-care plan.</param>
    /// <param name="ManagedCarePlanId">The managed-care plan's number.</param>
    /// <param name="RenewsOn">By when it must be renewed.</param>
    /// <param name="DualStatus">CMS's code for having both Medicare and Medicaid, 01 to 08.</param>
    /// <param name="Program">
    /// The program under 42 CFR Part 2 in which it was told, when it says that the client is its patient; only the people of the program, and whom a
    /// consent lets, see it then.
    /// </param>
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
        string? PolicyHolder = null,
        bool Pending = false,
        string? MedicaidCategory = null,
        string? ManagedCarePlan = null,
        string? ManagedCarePlanId = null,
        DateOnly? RenewsOn = null,
        string? DualStatus = null,
        string? Program = null);

    public static async Task<Outcome<Coverage>> Handle(
        Input input, IntakeDb db, RequestAccess access, TimeProvider clock, CancellationToken ct)
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

        if (input.Program is { } program && !access.WorksIn(program))
        {
            return new InvalidInput("input.program", "Name a program of the privacy policy in which you work.");
        }

        var coverage = new Coverage
        {
            Id = Id.New<CoverageId>(clock),
            Client = client.Id,
            PayerName = input.PayerName.Trim(),
            PayerId = input.PayerId,
            PayerType = input.PayerType,
            SourceProgram = input.Program,
            Part2 = input.Program is not null,
            PolicyHolder = input.PolicyHolder,
            Priority = input.Priority,
            StartsOn = input.StartsOn,
            RecordedAt = clock.GetUtcNow(),
        };
        coverage.EndOn(input.EndsOn, reason: null)
            .Become(input.Pending ? CoverageStatus.Pending : CoverageStatus.Active)
            .Take(new CoverageFacts(
                input.MemberId, input.Plan, input.MedicaidCategory, input.ManagedCarePlan, input.ManagedCarePlanId, input.DualStatus, input.RenewsOn));
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
            RuleFor(i => i.DualStatus).Matches("^0[1-8]$").WithMessage("Give CMS's code of two digits, 01 to 08.");
        }
    }
}
