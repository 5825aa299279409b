using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Referrals;

/// <summary>
/// Ends the exchange of referrals with another tenant, from either side: nothing travels from then on. What each side has stays there, but for the plans that the other
/// shared: they are shared no more.
/// </summary>
[Mutation, Feature("referrals"), Requires(LinkReach.Permission)]
internal static class EndTenantLink
{
    /// <param name="Link">The link.</param>
    /// <param name="Reason">Why; it stays here.</param>
    /// <param name="ExpectedVersion">The version that the caller has read.</param>
    public sealed record Input(TenantLinkId Link, string Reason, int? ExpectedVersion = null);

    public static async Task<Outcome<TenantLink>> Handle(Input input, ReferralsDb db, Actor actor, TimeProvider clock, CancellationToken ct)
    {
        if (await db.Links.FirstOrDefaultAsync(l => l.Id == input.Link, ct) is not { } link)
        {
            return new NotFound("input.link");
        }

        if (input.ExpectedVersion is { } expected && expected != link.Version)
        {
            return new VersionConflict(expected, link.Version);
        }

        if (link.State is LinkState.Declined or LinkState.Ended)
        {
            return new LinkWrongState(link.State);
        }

        link.End(input.Reason.Trim(), actor.User, clock.GetUtcNow());
        var gone = await db.ForgetPlans(link, clock, ct);
        return Outcome.Of(link).Publishing([.. gone, new TenantLinkEnded(link.Id, ByUs: true, clock.GetUtcNow())]);
    }

    internal sealed class Validator : AbstractValidator<Input>
    {
        private const int ReasonLength = 1000;

        public Validator() => RuleFor(i => i.Reason).Must(r => !string.IsNullOrWhiteSpace(r)).WithMessage("Say why.").MaximumLength(ReasonLength);
    }
}
