using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Platform;

/// <summary>Takes a public key back: its private half opens nothing from now on. Tokens that were issued hold until they expire.</summary>
[Mutation, Requires("platform.clients")]
internal static class RemoveApiClientKey
{
    /// <param name="Key">The key.</param>
    public sealed record Input(ApiClientKeyId Key);

    public static async Task<Outcome<ApiClient>> Handle(Input input, AccessDb db, CancellationToken ct)
    {
        if (await db.ApiClientKeys.FirstOrDefaultAsync(k => k.Id == input.Key, ct) is not { } key)
        {
            return new NotFound("input.key");
        }

        db.Remove(key);
        return await db.ApiClients.FirstAsync(c => c.Id == key.ApiClient, ct);
    }
}
