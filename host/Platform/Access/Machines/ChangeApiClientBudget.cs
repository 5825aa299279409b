using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Platform;

/// <summary>Changes what an API client may spend on operations. It takes effect within seconds, also for tokens that were issued before.</summary>
[Mutation, Requires("platform.clients")]
internal static class ChangeApiClientBudget
{
    /// <param name="Client">The API client.</param>
    /// <param name="Budget">The most that it may spend at once on operations; null for the usual budget.</param>
    /// <param name="BudgetPerSecond">What of that comes back in a second; given together with the budget.</param>
    /// <param name="ExpectedVersion">The version that was seen.</param>
    public sealed record Input(ApiClientId Client, double? Budget = null, double? BudgetPerSecond = null, int? ExpectedVersion = null);

    public static async Task<Outcome<ApiClient>> Handle(
        Input input, AccessDb db, Session session, TenantCatalog tenants, CancellationToken ct)
    {
        if (await db.ApiClients.FirstOrDefaultAsync(c => c.Id == input.Client, ct) is not { } client)
        {
            return new NotFound("input.client");
        }

        if (client.RevokedAt is not null)
        {
            return new ClientIsRevoked();
        }

        if (input.ExpectedVersion is { } expected && expected != client.Version)
        {
            return new VersionConflict(expected, client.Version);
        }

        client.Spend(input.Budget, input.BudgetPerSecond);
        session.AfterCommit(() => tenants.Forget(session.Tenant.Id));
        return client;
    }

    internal sealed class Validator : AbstractValidator<Input>
    {
        public Validator()
        {
            RuleFor(i => i.Budget).GreaterThan(0);
            RuleFor(i => i.BudgetPerSecond).GreaterThan(0);
            RuleFor(i => i.BudgetPerSecond).Must((i, perSecond) => (perSecond is null) == (i.Budget is null))
                .WithMessage("Give a budget and what comes back of it in a second, or neither.");
        }
    }
}
