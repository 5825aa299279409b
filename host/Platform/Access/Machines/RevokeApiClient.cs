using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Platform;

/// <summary>
/// Ends an API client for good. Its secrets and keys open nothing any more, and the tokens that it holds stop working within
/// seconds on every host.
/// </summary>
[Mutation, Requires("platform.clients")]
internal static class RevokeApiClient
{
    /// <param name="Client">The API client.</param>
    public sealed record Input(ApiClientId Client);

    public static async Task<Outcome<ApiClient>> Handle(
        Input input, AccessDb db, Session session, TenantCatalog tenants, Actor actor, TimeProvider clock, CancellationToken ct)
    {
        if (await db.ApiClients.FirstOrDefaultAsync(c => c.Id == input.Client, ct) is not { } client)
        {
            return new NotFound("input.client");
        }

        if (client.RevokedAt is null)
        {
            client.Revoke(actor.User, clock.GetUtcNow());
            db.RemoveRange(await db.ApiClientSecrets.Where(s => s.ApiClient == client.Id).ToListAsync(ct));
            db.RemoveRange(await db.ApiClientKeys.Where(k => k.ApiClient == client.Id).ToListAsync(ct));
            session.AfterCommit(() => tenants.Forget(session.Tenant.Id));
        }

        return client;
    }
}
