using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Intake;

/// <summary>
/// Records that the account of disclosures was given that somebody asked for, and which disclosures it listed: those that
/// <c>accountingOfDisclosures</c> lists at this moment. The work of it is done.
/// </summary>
[Mutation, Feature("intake.consent"), Requires("intake.disclose")]
internal static class DeliverAccount
{
    /// <summary>Which account, and how it was given.</summary>
    /// <param name="Request">The request.</param>
    /// <param name="Channel">How it was given, such as letter or in person.</param>
    public sealed record Input(AccountRequestId Request, string Channel);

    /// <summary>The account was given.</summary>
    public sealed record DeliveredAlready() : Refusal("intake.account_delivered", "This account was given already.", "input.request");

    public static async Task<Outcome<AccountRequest>> Handle(
        Input input, IntakeDb db, DisclosureAccount account, Actor actor, TimeProvider clock, CancellationToken ct)
    {
        var clients = db.ClientsFor("intake.disclose");
        if (await db.AccountRequests.FirstOrDefaultAsync(r => r.Id == input.Request && clients.Any(c => c.Id == r.Client), ct) is not { } request)
        {
            return new NotFound("input.request");
        }

        if (request.DeliveredAt is not null)
        {
            return new DeliveredAlready();
        }

        var now = clock.GetUtcNow();
        request.Deliver(input.Channel.Trim(), await account.OfClient(request.Client, request.Kind, db, ct), actor.User, now);
        return Outcome.Of(request).Publishing(new AccountDelivered(request.Client, request.Id, now));
    }

    internal sealed class Validator : AbstractValidator<Input>
    {
        private const int TextLength = 200;

        public Validator() => RuleFor(i => i.Channel).NotEmpty().MaximumLength(TextLength);
    }
}
