using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Intake;

/// <summary>Ends an order of a court before its time, as when it was carried out, stayed or set aside. From then on nothing is shown on it.</summary>
[Mutation, Feature("intake.consent"), Requires(CourtOrder.Permission)]
internal static class EndCourtOrder
{
    /// <summary>Which order, and why.</summary>
    /// <param name="Order">The order.</param>
    /// <param name="Reason">Why it holds no longer.</param>
    public sealed record Input(CourtOrderId Order, string Reason);

    /// <summary>The order has ended.</summary>
    public sealed record EndedAlready() : Refusal("intake.order_ended", "This order holds no longer.", "input.order");

    public static async Task<Outcome<CourtOrder>> Handle(Input input, IntakeDb db, Actor actor, TimeProvider clock, CancellationToken ct)
    {
        var clients = db.ClientsFor(CourtOrder.Permission);
        if (await db.CourtOrders.FirstOrDefaultAsync(o => o.Id == input.Order && clients.Any(c => c.Id == o.Client), ct) is not { } order)
        {
            return new NotFound("input.order");
        }

        if (order.HoldsUntil <= clock.GetUtcNow())
        {
            return new EndedAlready();
        }

        order.End(input.Reason.Trim(), actor.User, clock.GetUtcNow());
        return order;
    }

    internal sealed class Validator : AbstractValidator<Input>
    {
        private const int ReasonLength = 1000;

        public Validator() => RuleFor(i => i.Reason).NotEmpty().MaximumLength(ReasonLength);
    }
}
