using System.Security.Claims;
using CarePlatform.GraphQL;

namespace CarePlatform.Platform;

/// <summary>For whom and as whom a signed-in caller works.</summary>
/// <param name="Tenant">The tenant as it is now, with the features that are on.</param>
/// <param name="Actor">The person as they are now, with what they may do.</param>
/// <param name="Purpose">The purpose of their requests when they state none.</param>
internal sealed record Caller(Tenant Tenant, Actor Actor, PurposeOfUse Purpose);

/// <summary>Finds tenant and person of a token that is good.</summary>
internal sealed class Callers(SignInOptions options, TenantCatalog tenants, ActorCatalog actors, PrivacyPolicies policies)
{
    /// <summary>Tenant and person as they are now; refuses a token that names none.</summary>
    public async ValueTask<Caller> Find(ClaimsPrincipal user, CancellationToken ct)
    {
        var slug = user.FindFirst(options.TenantClaim)?.Value;
        var tenant = (slug is null ? null : await tenants.Find(slug, ct)) ?? throw new GraphQLException(
            $"The token names no organisation that is served here. It must carry the claim \"{options.TenantClaim}\".", "TENANT_UNKNOWN");
        var actor = await actors.Find(tenant, SubjectOf(user), ct) ?? throw new GraphQLException(
            "The token is good, but its person is not an active user of this organisation. Ask an administrator.", "USER_UNKNOWN");
        var rules = await policies.Find(tenant, ct);
        return new Caller(tenant, actor, rules.Policy.PurposeOf(rules.Of(actor)));
    }

    /// <summary>Whether two tokens were made for the same person of the same tenant.</summary>
    public bool AreSame(ClaimsPrincipal one, ClaimsPrincipal other) =>
        SubjectOf(one) == SubjectOf(other) && one.FindFirst(options.TenantClaim)?.Value == other.FindFirst(options.TenantClaim)?.Value;

    private string SubjectOf(ClaimsPrincipal user) => user.FindFirst(options.SubjectClaim)?.Value ?? "";
}
