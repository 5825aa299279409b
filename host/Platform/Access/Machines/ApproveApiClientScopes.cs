using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Platform;

/// <summary>
/// Lets an API client do what it asked for, or less: from now on it may do exactly what is named here. Taking something away takes
/// effect within seconds, also for tokens that were issued before.
/// </summary>
[Mutation, Requires("platform.secure")]
internal static class ApproveApiClientScopes
{
    /// <param name="Client">The API client.</param>
    /// <param name="Scopes">What it may do; nothing when the list is empty.</param>
    /// <param name="ExpectedVersion">The version that was seen.</param>
    public sealed record Input(ApiClientId Client, IReadOnlyList<string> Scopes, int? ExpectedVersion = null);

    /// <summary>Somebody would allow more than was asked for.</summary>
    /// <param name="Scopes">What was not asked for.</param>
    public sealed record NotRequested(IReadOnlyList<string> Scopes) : Refusal(
        "platform.not_requested",
        $"The client did not ask for {string.Join(", ", Scopes)}. Approve what it asked for, or have it ask for more.",
        "input.scopes");

    public static async Task<Outcome<ApiClient>> Handle(
        Input input, AccessDb db, Session session, TenantCatalog tenants, Actor actor, TimeProvider clock, CancellationToken ct)
    {
        if (actor.User is not { } me)
        {
            return new NeedsPerson();
        }

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

        var unasked = input.Scopes.Except(client.RequestedScopes, StringComparer.Ordinal).ToList();
        if (unasked.Count > 0)
        {
            return new NotRequested(unasked);
        }

        client.Approve(input.Scopes, me, clock.GetUtcNow());
        session.AfterCommit(() => tenants.Forget(session.Tenant.Id));
        return client;
    }
}
