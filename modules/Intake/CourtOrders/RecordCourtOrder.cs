using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using FluentValidation;

namespace CarePlatform.Intake;

/// <summary>
/// Records an order of a court under 42 CFR part 2, subpart E. While it holds, requests that state the purpose <c>legal</c> see the records that it is
/// about, if they come from its recipient or from who may record orders. A subpoena by itself is no such order.
/// </summary>
[Mutation, Feature("intake.consent"), Requires(CourtOrder.Permission)]
internal static class RecordCourtOrder
{
    /// <summary>What was ordered.</summary>
    /// <param name="Client">Whose records.</param>
    /// <param name="Court">Which court.</param>
    /// <param name="Docket">By what number the court knows it.</param>
    /// <param name="Scope">What is to be disclosed, in the words of the order.</param>
    /// <param name="Evidence">Where the order is found: a scanned document.</param>
    /// <param name="OrderedOn">The day of the order.</param>
    /// <param name="LastDay">The last day on which it holds.</param>
    /// <param name="Program">Key of the program whose records it is about; any program when nothing is said.</param>
    /// <param name="Recipient">The partner to whom the records go, when it is known here.</param>
    public sealed record Input(
        ClientId Client, string Court, string Docket, string Scope, string Evidence, DateOnly OrderedOn, DateOnly LastDay, string? Program = null,
        OrganisationId? Recipient = null);

    public static async Task<Outcome<CourtOrder>> Handle(
        Input input, IntakeDb db, TenantPrivacy privacy, OrganisationById organisations, Actor actor, TimeProvider clock, CancellationToken ct)
    {
        if (await db.FindClient(input.Client, CourtOrder.Permission, ct) is not { } client)
        {
            return new NotFound("input.client");
        }

        if (client.Problem("input.client") is { } problem)
        {
            return problem;
        }

        if (input.OrderedOn > clock.Today() || input.LastDay < clock.Today())
        {
            return new InvalidInput("input.lastDay", "An order was given today or before, and holds today or later.");
        }

        if (input.Program is { } key && (await privacy.Policy(ct)).Programs.All(p => p.Key != key))
        {
            return new InvalidInput("input.program", $"The privacy policy has no program \"{key}\".");
        }

        if (input.Recipient is { } recipient && !(await organisations.ReadAsync([recipient], ct)).ContainsKey(recipient))
        {
            return new NotFound("input.recipient");
        }

        var now = clock.GetUtcNow();
        var order = new CourtOrder
        {
            Id = Id.New<CourtOrderId>(clock),
            Client = client.Id,
            Court = input.Court.Trim(),
            Docket = input.Docket.Trim(),
            Scope = input.Scope.Trim(),
            Evidence = input.Evidence.Trim(),
            OrderedOn = input.OrderedOn,
            Program = input.Program,
            Recipient = input.Recipient,
            HoldsFrom = now,
            HoldsUntil = clock.EndOf(input.LastDay),
            RecordedAt = now,
            RecordedBy = actor.User,
        };
        db.Add(order);
        return order;
    }

    internal sealed class Validator : AbstractValidator<Input>
    {
        private const int NameLength = 200;
        private const int TextLength = 4000;

        public Validator()
        {
            RuleFor(i => i.Court).NotEmpty().MaximumLength(NameLength);
            RuleFor(i => i.Docket).NotEmpty().MaximumLength(NameLength);
            RuleFor(i => i.Scope).NotEmpty().MaximumLength(TextLength);
            RuleFor(i => i.Evidence).NotEmpty().MaximumLength(TextLength);
        }
    }
}
