using Microsoft.Extensions.DependencyInjection;

namespace CarePlatform.Platform;

/// <summary>Opens scopes for work that the platform itself does for a tenant: imports, demonstrations, operators' commands.</summary>
public static class TenantScopes
{
    /// <summary>A scope whose session has begun for this tenant, acting as the platform; not open yet.</summary>
    /// <param name="tenant">Slug or id.</param>
    /// <exception cref="UnknownTenantException">There is no such tenant; the message names those there are.</exception>
    public static async Task<AsyncServiceScope> ScopeFor(this IServiceProvider services, string tenant, CancellationToken ct)
    {
        var catalog = services.GetRequiredService<TenantCatalog>();
        if (await catalog.Find(tenant, ct) is not { } found)
        {
            throw new UnknownTenantException(tenant, (await catalog.All(ct)).Select(t => t.Slug));
        }

        var scope = services.CreateAsyncScope();
        var world = services.GetRequiredService<TimeProvider>();
        scope.ServiceProvider.GetRequiredService<Session>().Begin(found, Actor.System, Guid.CreateVersion7(world.GetUtcNow()));
        return scope;
    }
}

/// <summary>Nobody has this name.</summary>
public sealed class UnknownTenantException(string tenant, IEnumerable<string> known) : Exception(
    $"There is no organisation \"{tenant}\" here. There are: {string.Join(", ", known)}.");
