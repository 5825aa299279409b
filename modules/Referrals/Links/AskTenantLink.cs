using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Referrals;

/// <summary>
/// Asks a partner that is a tenant of the platform itself to exchange referrals. Nothing travels before it agrees. Whether there is a tenant of
/// this name nobody learns but by its answer.
/// </summary>
[Mutation, Feature("referrals"), Requires(LinkReach.Permission)]
internal static class AskTenantLink
{
    /// <param name="Partner">The partner, as the directory here has it.</param>
    /// <param name="Tenant">The partner's short name on the platform; ask the partner for it.</param>
    public sealed record Input(OrganisationId Partner, string Tenant);

    public static async Task<Outcome<TenantLink>> Handle(
        Input input, ReferralsDb db, OrganisationById organisations, Tenant tenant, Actor actor, TimeProvider clock, CancellationToken ct)
    {
        if ((await organisations.ReadAsync([input.Partner], ct)).Count == 0)
        {
            return new NotFound("input.partner");
        }

        if (input.Tenant == tenant.Slug)
        {
            return new InvalidInput("input.tenant", "This is your own organisation's short name. Give the partner's.");
        }

        if (await db.Links.AsNoTracking().AnyAsync(LinkReach.Living(input.Partner), ct))
        {
            return new AlreadyLinked();
        }

        var link = TenantLink.Ask(input.Partner, input.Tenant, actor.User, clock);
        db.Add(link);
        return Outcome.Of(link).Publishing(new TenantLinkAsked(link.Id, input.Partner, link.AskedAt));
    }

    internal sealed class Validator : AbstractValidator<Input>
    {
        public Validator() => RuleFor(i => i.Tenant).Matches("^[a-z0-9][a-z0-9-]{0,62}$")
            .WithMessage("A short name has small letters, digits and dashes, such as harbor.");
    }
}

/// <summary>There is a link with this partner, or one was asked for.</summary>
internal sealed record AlreadyLinked() : Refusal(
    "referrals.already_linked", "There is a link with this partner, or one that was not answered yet. See tenantLinks; end that one first.", "input.partner");
