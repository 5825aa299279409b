using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CarePlatform.Platform;

/// <summary>Tries what an API client sends to sign in, within its tenant's wall.</summary>
internal sealed class ClientSignIn(
    IServiceScopeFactory scopes, MachineIssuer issuer, ClientAssertions assertions, ActorCatalog actors, TimeProvider world)
{
    internal enum Result
    {
        /// <summary>No such client works, or what it sent is wrong.</summary>
        Unknown,

        /// <summary>It asked for what it may not do.</summary>
        ScopeRefused,

        /// <summary>It may not act as that person, or there is nobody of that name.</summary>
        PersonRefused,

        /// <summary>It has a token.</summary>
        Issued,
    }

    internal sealed record Answer(Result Result, string? Token = null, TimeSpan Lifetime = default, string? Scope = null, string? Problem = null);

    /// <param name="person">As whom the program of a sandbox wants to act; null to act as itself.</param>
    public async Task<Answer> Try(
        Tenant tenant, ApiClientId id, ClientCredentials credentials, string[] asked, string? person, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var session = scope.ServiceProvider.GetRequiredService<Session>();
        session.Begin(tenant, Actor.Unknown(credentials.ClientId) with { Client = id }, Guid.CreateVersion7(world.GetUtcNow()));
        await session.OpenAsync(ct);
        var db = scope.ServiceProvider.GetRequiredService<AccessDb>();
        var now = session.Clock.GetUtcNow();
        var client = await db.ApiClients.AsNoTracking().FirstOrDefaultAsync(c => c.Id == id, ct);
        // The name is compared as a whole: it must be the one that the client was given.
        if (client is null || !client.WorksAt(now) || credentials.ClientId != OAuthClientId.Of(tenant, id)
            || !await Opens(credentials, client, db, session, now, ct))
        {
            return new Answer(Result.Unknown);
        }

        // An assertion is used up whatever becomes of the scopes.
        await session.CommitAsync(ct);
        string[] approved = [.. client.Scopes];
        if (approved.Length == 0)
        {
            return new Answer(Result.ScopeRefused, Problem: "No scope of this client has been approved yet. Ask an administrator of the organisation.");
        }

        var refused = asked.Except(approved, StringComparer.Ordinal).ToList();
        if (refused.Count > 0)
        {
            return new Answer(Result.ScopeRefused, Problem: $"Not approved for this client: {string.Join(' ', refused)}.");
        }

        if (person is not null)
        {
            return await ActAs(tenant, client, person, ct);
        }

        string[] granted = asked.Length == 0 ? approved : [.. asked.Distinct(StringComparer.Ordinal)];
        var (token, lifetime) = await issuer.Issue(tenant, client, granted, person: null, ct);
        return new Answer(Result.Issued, token, lifetime, string.Join(' ', granted));
    }

    // In a sandbox nobody is real: whoever holds its program's secret may be anybody there. What they may do is the person's, not the program's.
    private async Task<Answer> ActAs(Tenant tenant, ApiClient client, string person, CancellationToken ct)
    {
        if (!tenant.Sandbox || !client.OfSandbox)
        {
            return new Answer(Result.PersonRefused, Problem: "Only the program that was made with a sandbox may act as its people.");
        }

        if (await actors.Find(tenant, issuer.Name, person, ct) is null)
        {
            return new Answer(Result.PersonRefused, Problem: $"Nobody in this sandbox signs in as {person}. Ask the sandbox's staff for the names.");
        }

        var (token, lifetime) = await issuer.Issue(tenant, client, [], person, ct);
        return new Answer(Result.Issued, token, lifetime);
    }

    private async Task<bool> Opens(
        ClientCredentials credentials, ApiClient client, AccessDb db, Session session, DateTimeOffset now, CancellationToken ct) =>
        credentials switch
        {
            { Assertion: { } assertion } => await assertions.Opens(assertion, credentials.ClientId, client.Id, db, session, ct),
            { Secret: { } secret } => (await db.ApiClientSecrets.AsNoTracking().Where(s => s.ApiClient == client.Id).ToListAsync(ct))
                .Any(s => s.Opens(secret, now)),
            _ => false,
        };
}
