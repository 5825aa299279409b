using System.Globalization;
using System.Security.Claims;
using CarePlatform.GraphQL;

namespace CarePlatform.Platform;

/// <summary>For whom and as whom a signed-in caller works.</summary>
/// <param name="Tenant">The tenant as it is now, with the features that are on.</param>
/// <param name="Actor">The person or API client as they are now, with what they may do.</param>
/// <param name="Purpose">The purpose of their requests when they state none.</param>
internal sealed record Caller(Tenant Tenant, Actor Actor, PurposeOfUse Purpose);

/// <summary>
/// Finds tenant and actor of a token that is good, and asks with each request what does not depend on the token alone: whether its issuer
/// may vouch for that tenant, whether the API client still works, and what the tenant's policy says.
/// </summary>
internal sealed class Callers(
    SignInOptions options, TenantCatalog tenants, ActorCatalog actors, ApiClientCatalog clients, MachineIssuer machines, TrustedIssuers issuers,
    TenantIssuers tenantIssuers, PrivacyPolicies policies, TimeProvider world)
{
    /// <summary>Tenant and actor as they are now; refuses a token that names none.</summary>
    public async ValueTask<Caller> Find(ClaimsPrincipal user, CancellationToken ct)
    {
        var tenant = await TenantOf(user, ct) ?? throw new GraphQLException(
            $"The token names no organisation that is served here. It must carry the claim \"{options.TenantClaim}\".", "TENANT_UNKNOWN");
        if (tenant.ClosedAt is not null)
        {
            throw new GraphQLException("The sandbox is being founded or reset. Try again in a few seconds.", SandboxGate.NotReady);
        }

        if (IssuerOf(user) == machines.Name)
        {
            return await With(tenant, await Machine(tenant, user, ct), ct);
        }

        var (issuer, subject) = await PersonOf(tenant, user, ct);
        var actor = await actors.Find(tenant, issuer, subject, ct) ?? throw new GraphQLException(
            "The token is good, but its person is not an active user of this organisation. Ask an administrator.", "USER_UNKNOWN");
        if (actor.Auditor?.ExpiresAt <= world.GetUtcNow() + tenant.ClockOffset)
        {
            throw new GraphQLException("This auditor's account has expired. Ask an administrator of the organisation.", "ACCOUNT_EXPIRED");
        }

        RequirePolicy(tenant, user, actor.Roles);
        return await With(tenant, actor, ct);
    }

    /// <summary>By which authority and by what name a token knows its person; refuses one that does not vouch for people of this tenant.</summary>
    public async ValueTask<(string Issuer, string Subject)> PersonOf(Tenant tenant, ClaimsPrincipal user, CancellationToken ct)
    {
        if ((await TenantOf(user, ct))?.Id != tenant.Id || IssuerOf(user) is not { } issuer || issuer == machines.Name || !await MayVouch(tenant, user, ct))
        {
            throw new GraphQLException("The token is good, but its issuer does not vouch for the people of this organisation.", "ISSUER_NOT_TRUSTED");
        }

        return (issuer.TrimEnd('/'), user.FindFirst(tenant.SignIn?.SubjectClaim ?? options.SubjectClaim)?.Value ?? "");
    }

    /// <summary>Refuses a sign-in that lacks what the tenant asks of people with these roles.</summary>
    public void RequirePolicy(Tenant tenant, ClaimsPrincipal user, IReadOnlySet<string> roles)
    {
        if (tenant.SignIn?.Problem(user, roles, world.GetUtcNow()) is { } problem)
        {
            throw problem;
        }
    }

    /// <summary>
    /// Why a token that opens the tenant now would not under this policy; null when it would, and for what it cannot tell: machines, and policies that
    /// name another authority than the token's.
    /// </summary>
    public string? WouldRefuse(Tenant now, TenantSignIn planned, ClaimsPrincipal user, IReadOnlySet<string> roles) =>
        IssuerOf(user)?.TrimEnd('/') is not { } issuer || issuer == machines.Name || planned.Issuer?.TrimEnd('/') != now.SignIn?.Issuer?.TrimEnd('/') ? null
        : planned.Issuer is not null && !IsFor(user, planned.Audience) ? "Your token is made for another audience."
        : user.FindFirst(planned.SubjectClaim ?? options.SubjectClaim)?.Value != user.FindFirst(now.SignIn?.SubjectClaim ?? options.SubjectClaim)?.Value
            ? "Your token names you otherwise in that claim."
        : planned.Problem(user, roles, world.GetUtcNow())?.Message;

    /// <summary>The tenant that a token names, whether or not it may; null when there is none.</summary>
    public async ValueTask<Tenant?> TenantOf(ClaimsPrincipal user, CancellationToken ct)
    {
        if (user.FindFirst(options.TenantClaim)?.Value is { } named)
        {
            return await tenants.Find(named, ct);
        }

        // An authority that cannot name tenants is enough where it is one tenant's own.
        var candidates = IssuerOf(user) is { } issuer ? await tenantIssuers.Of(issuer, ct) : [];
        return candidates.Where(c => IsFor(user, c.Audience)).ToList() is [var only] ? await tenants.Find(only.Tenant, ct) : null;
    }

    /// <summary>Whether two tokens were made for the same person or API client of the same tenant.</summary>
    public bool AreSame(ClaimsPrincipal one, ClaimsPrincipal other) =>
        new[] { "iss", options.SubjectClaim, options.TenantClaim }.All(claim => one.FindFirst(claim)?.Value == other.FindFirst(claim)?.Value);

    private async ValueTask<Caller> With(Tenant tenant, Actor actor, CancellationToken ct)
    {
        var rules = await policies.Find(tenant, ct);
        var who = rules.Of(actor);
        return new Caller(
            tenant, rules.Policy.Programs.Count > 0 && who.Kind is AccessorKind.Staff
                ? actor with { ClosedTeams = rules.Policy.ClosedTo(who), ProgramTeam = rules.Policy.OnlyProgramTeam(actor.Teams) }
                : actor,
            rules.Policy.PurposeOf(who));
    }

    private async ValueTask<bool> MayVouch(Tenant tenant, ClaimsPrincipal user, CancellationToken ct) => tenant.SignIn is { Issuer: { } own } policy
        ? IssuerOf(user)?.TrimEnd('/') == own.TrimEnd('/') && IsFor(user, policy.Audience)
        : await issuers.IsShared(IssuerOf(user), ct);

    private async ValueTask<Actor> Machine(Tenant tenant, ClaimsPrincipal user, CancellationToken ct)
    {
        var scopes = user.FindFirst(MachineIssuer.ScopeClaim)?.Value.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];
        return OAuthClientId.TryParse(user.FindFirst(MachineIssuer.ClientClaim)?.Value, out var slug, out var id) && slug == tenant.Slug
            && int.TryParse(user.FindFirst(MachineIssuer.EpochClaim)?.Value, CultureInfo.InvariantCulture, out var epoch)
            && await clients.Find(tenant, id, epoch, scopes, ct) is { } actor
                ? await As(tenant, actor, user, ct)
                : throw new GraphQLException("The token is good, but its API client has been revoked or has expired.", "CLIENT_REVOKED");
    }

    // The program of a sandbox may act as its synthetic people, who then have their own permissions and not the program's.
    private async ValueTask<Actor> As(Tenant tenant, Actor client, ClaimsPrincipal user, CancellationToken ct)
    {
        var subject = user.FindFirst(options.SubjectClaim)?.Value;
        if (subject == user.FindFirst(MachineIssuer.ClientClaim)?.Value)
        {
            return client;
        }

        return tenant.Sandbox && client.ActsAsPeople && await actors.Find(tenant, machines.Name, subject ?? "", ct) is { } person
            ? person with { Client = client.Client, Budget = client.Budget }
            : throw new GraphQLException("The token is good, but its person is not an active user of this sandbox.", "USER_UNKNOWN");
    }

    private bool IsFor(ClaimsPrincipal user, string? audience) => user.FindAll("aud").Any(c => c.Value == (audience ?? options.Audience));

    private static string? IssuerOf(ClaimsPrincipal user) => user.FindFirst("iss")?.Value;
}
