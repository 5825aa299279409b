using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CarePlatform.Platform;

/// <summary>
/// Gives what is newly shipped to the tenants that are there already, once after each deployment, while the host serves. Several hosts that start
/// together give it once.
/// </summary>
internal sealed class DefaultsAtStart(
    IServiceScopeFactory scopes, TenantCatalog tenants, RecipeCatalog recipes, TimeProvider world, ILogger<DefaultsAtStart> logger) : BackgroundService
{
    /// <summary>Gives every tenant what it lacks.</summary>
    public async Task GiveAll(CancellationToken ct)
    {
        // A sandbox that is being founded or reset is given its defaults by that.
        foreach (var tenant in (await tenants.All(ct)).Where(t => t.ClosedAt is null))
        {
            try
            {
                await Give(tenant, ct);
            }
            catch (Exception failed) when (!ct.IsCancellationRequested)
            {
                // The kind only: a database's message can quote a row.
                logger.LogError("The tenant {Tenant} was not given what is newly shipped ({Kind}); the next start tries again.", tenant.Id, failed.GetType().Name);
            }
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        try
        {
            await GiveAll(stoppingToken);
        }
        catch (Exception) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops; the next start goes on.
        }
        catch (Exception failed)
        {
            logger.LogError("Nobody was given what is newly shipped ({Kind}); the next start tries again.", failed.GetType().Name);
        }
    }

    private async Task Give(Tenant tenant, CancellationToken ct)
    {
        if (recipes.Find(tenant.CareModel) is not { } recipe)
        {
            logger.LogWarning("The tenant {Tenant} works by the care model {CareModel}, which no longer ships: it gets nothing new.", tenant.Id, tenant.CareModel);
            return;
        }

        await using var scope = scopes.CreateAsyncScope();
        var session = scope.ServiceProvider.GetRequiredService<Session>();
        session.Begin(tenant, Actor.System, Guid.CreateVersion7(world.GetUtcNow()));
        if (await scope.ServiceProvider.GetRequiredService<DefaultsGiven>().Mark(ct))
        {
            await scope.ServiceProvider.GetRequiredService<RecipeInstaller>().Install(recipe, ct);
            await session.CommitAsync(ct);
        }
    }
}
