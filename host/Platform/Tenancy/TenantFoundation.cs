using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace CarePlatform.Platform;

/// <summary>
/// Founds tenants from plans and recipes. Founding again adds what is missing and changes nothing that is there, so it can be
/// done at every start. It works as the application's role under the same row-level security as everything else: the
/// database itself sees to it that founding one tenant cannot touch another.
/// </summary>
public sealed class TenantFoundation
{
    private readonly IServiceScopeFactory _scopes;
    private readonly Databases _databases;
    private readonly TimeProvider _world;
    private readonly TenantCatalog _tenants;
    private readonly FeatureCatalog _features;
    private readonly RecipeCatalog _recipes;

    internal TenantFoundation(
        IServiceScopeFactory scopes, Databases databases, TimeProvider world, TenantCatalog tenants, FeatureCatalog features, RecipeCatalog recipes) =>
        (_scopes, _databases, _world, _tenants, _features, _recipes) = (scopes, databases, world, tenants, features, recipes);

    /// <summary>Founds the tenant, or adds to it what is missing.</summary>
    /// <exception cref="RecipeException">The plan cannot be carried out; nothing was done.</exception>
    public async Task<Tenant> Found(TenantPlan plan, CancellationToken ct)
    {
        var recipe = _recipes.Find(plan.CareModel)
            ?? throw new RecipeException(plan.CareModel, $"There is no such file, but the plan for {plan.Slug} names it.");
        if (plan.Problems(recipe).ToList() is { Count: > 0 } problems)
        {
            throw new RecipeException(plan.CareModel, $"The plan for {plan.Slug} does not fit. {string.Join(" ", problems)}");
        }

        var known = await _tenants.Find(plan.Slug, ct);
        var tenant = known ?? New(plan, recipe);
        await using var scope = _scopes.CreateAsyncScope();
        var session = scope.ServiceProvider.GetRequiredService<Session>();
        session.Begin(tenant, Actor.System, Guid.CreateVersion7(_world.GetUtcNow()));
        await session.OpenAsync(ct);
        if (known is null && !await Enter(session.Connection, tenant, ct))
        {
            // Another host founded it a moment ago: add to that one.
            await session.CloseAsync();
            return await Found(plan, ct);
        }

        await SwitchOn(session, recipe, ct);
        var recipes = scope.ServiceProvider.GetRequiredService<RecipeInstaller>();
        await recipes.InstallFoundation(recipe, ct);
        await scope.ServiceProvider.GetRequiredService<StaffInstaller>().Install(plan, ct);
        await recipes.InstallModules(recipe, ct);
        await session.CommitAsync(ct);
        await EnterAtHome(tenant, ct);
        _tenants.Forget(tenant.Id);
        return (await _tenants.Find(tenant.Id, ct))!;
    }

    private Tenant New(TenantPlan plan, Recipe recipe) => new(
        Id.New<TenantId>(_world), plan.Slug, plan.Name, plan.Database ?? _databases.HomeName, plan.CareModel,
        TimeZoneInfo.FindSystemTimeZoneById(plan.TimeZone), plan.Sandbox, TimeSpan.Zero, _features.Effective(recipe.Features));

    private async Task<bool> Enter(NpgsqlConnection connection, Tenant tenant, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("""
            insert into platform.tenants (id, slug, name, database, care_model, time_zone, sandbox, created_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (slug) do nothing
            """, connection)
        {
            Parameters =
            {
                new NpgsqlParameter<Guid> { TypedValue = tenant.Id.Value }, new NpgsqlParameter<string> { TypedValue = tenant.Slug },
                new NpgsqlParameter<string> { TypedValue = tenant.Name }, new NpgsqlParameter<string> { TypedValue = tenant.Database },
                new NpgsqlParameter<string> { TypedValue = tenant.CareModel }, new NpgsqlParameter<string> { TypedValue = tenant.TimeZone.Id },
                new NpgsqlParameter<bool> { TypedValue = tenant.Sandbox }, new NpgsqlParameter<DateTimeOffset> { TypedValue = _world.GetUtcNow() },
            },
        };
        return await command.ExecuteNonQueryAsync(ct) == 1;
    }

    // A tenant in another cell gets its signpost at home last: until then it is not found, and founding again mends it.
    private async Task EnterAtHome(Tenant tenant, CancellationToken ct)
    {
        if (tenant.Database == _databases.HomeName)
        {
            return;
        }

        await using var session = new Session(_databases, _world);
        session.Begin(tenant with { Database = _databases.HomeName }, Actor.System, Guid.Empty);
        await session.OpenAsync(ct);
        await Enter(session.Connection, tenant, ct);
        await session.CommitAsync(ct);
    }

    private async Task SwitchOn(Session session, Recipe recipe, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("""
            insert into platform.tenant_features (feature, is_on, changed_at)
            select feature, true, $2 from unnest($1) as feature on conflict do nothing
            """, session.Connection, session.Transaction)
        {
            Parameters =
            {
                new NpgsqlParameter<string[]> { TypedValue = [.. recipe.Features] },
                new NpgsqlParameter<DateTimeOffset> { TypedValue = _world.GetUtcNow() },
            },
        };
        await command.ExecuteNonQueryAsync(ct);
    }
}
