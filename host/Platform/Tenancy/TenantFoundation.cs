using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using NpgsqlTypes;

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
    public Task<Tenant> Found(TenantPlan plan, CancellationToken ct) => Found(plan, terms: null, ct);

    /// <summary>The same for a sandbox that somebody founds: it is entered on these terms, and closed.</summary>
    internal async Task<Tenant> Found(TenantPlan plan, SandboxTerms? terms, CancellationToken ct)
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
        if (known is null && !await Enter(session.Connection, tenant, plan, terms, ct))
        {
            // Another host founded it a moment ago: add to that one. Nobody's own sandbox is another's, though.
            await session.CloseAsync();
            return terms is null ? await Found(plan, ct) : throw new SlugTakenException();
        }

        // The mark goes first wherever defaults are given, so that two who give them at once wait for each other and do not stand in each other's way.
        await scope.ServiceProvider.GetRequiredService<DefaultsGiven>().Mark(ct);
        await KeepPlan(session, plan, ct);
        await SwitchOn(session, recipe, ct);
        var recipes = scope.ServiceProvider.GetRequiredService<RecipeInstaller>();
        await recipes.InstallFoundation(recipe, ct);
        await scope.ServiceProvider.GetRequiredService<StaffInstaller>().Install(plan, ct);
        await recipes.InstallModules(recipe, ct);
        await session.CommitAsync(ct);
        await EnterAtHome(tenant, plan, terms, ct);
        _tenants.Forget(tenant.Id);
        return (await _tenants.Find(tenant.Id, ct))!;
    }

    private Tenant New(TenantPlan plan, Recipe recipe) => new(
        Id.New<TenantId>(_world), plan.Slug, plan.Name, plan.Database ?? _databases.HomeName, plan.CareModel,
        TimeZoneInfo.FindSystemTimeZoneById(plan.TimeZone), plan.Sandbox, TimeSpan.Zero, _features.Effective(recipe.Features));

    private async Task<bool> Enter(NpgsqlConnection connection, Tenant tenant, TenantPlan plan, SandboxTerms? terms, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("""
            insert into platform.tenants (
                id, slug, name, database, care_model, time_zone, sandbox, created_at, plan, founded_for, founded_by, expires_at, closed_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) on conflict (slug) do nothing
            """, connection)
        {
            Parameters =
            {
                new NpgsqlParameter<Guid> { TypedValue = tenant.Id.Value }, new NpgsqlParameter<string> { TypedValue = tenant.Slug },
                new NpgsqlParameter<string> { TypedValue = tenant.Name }, new NpgsqlParameter<string> { TypedValue = tenant.Database },
                new NpgsqlParameter<string> { TypedValue = tenant.CareModel }, new NpgsqlParameter<string> { TypedValue = tenant.TimeZone.Id },
                new NpgsqlParameter<bool> { TypedValue = tenant.Sandbox }, new NpgsqlParameter<DateTimeOffset> { TypedValue = _world.GetUtcNow() },
                Optional(plan.Sandbox ? JsonSerializer.Serialize(plan, StrictJson.Options) : null, NpgsqlDbType.Jsonb),
                Optional(terms?.Owner.Value, NpgsqlDbType.Uuid), Optional(terms?.FoundedBy, NpgsqlDbType.Text),
                Optional(terms?.ExpiresAt, NpgsqlDbType.TimestampTz), Optional(terms is null ? null : _world.GetUtcNow(), NpgsqlDbType.TimestampTz),
            },
        };
        return await command.ExecuteNonQueryAsync(ct) == 1;
    }

    // A sandbox of the operator's is founded again at every start, perhaps from a plan that has changed.
    private static async Task KeepPlan(Session session, TenantPlan plan, CancellationToken ct)
    {
        if (!session.Tenant.Sandbox || !plan.Sandbox)
        {
            return;
        }

        await using var command = new NpgsqlCommand(
            "update platform.tenants set plan = $2 where id = $1 and plan is distinct from $2", session.Connection, session.Transaction)
        {
            Parameters =
            {
                new NpgsqlParameter<Guid> { TypedValue = session.Tenant.Id.Value },
                Optional(JsonSerializer.Serialize(plan, StrictJson.Options), NpgsqlDbType.Jsonb),
            },
        };
        await command.ExecuteNonQueryAsync(ct);
    }

    private static NpgsqlParameter Optional(object? value, NpgsqlDbType type) => new() { Value = value ?? DBNull.Value, NpgsqlDbType = type };

    // A tenant in another cell gets its signpost at home last: until then it is not found, and founding again mends it.
    private async Task EnterAtHome(Tenant tenant, TenantPlan plan, SandboxTerms? terms, CancellationToken ct)
    {
        if (tenant.Database == _databases.HomeName)
        {
            return;
        }

        await using var session = new Session(_databases, _world);
        session.Begin(tenant with { Database = _databases.HomeName, Life = 0 }, Actor.System, Guid.Empty);
        await session.OpenAsync(ct);
        await Enter(session.Connection, tenant, plan, terms, ct);
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

/// <summary>For whom a sandbox is founded, by whom (a wire id), and until when it is there.</summary>
internal sealed record SandboxTerms(TenantId Owner, string FoundedBy, DateTimeOffset ExpiresAt);

/// <summary>Another tenant has this slug.</summary>
internal sealed class SlugTakenException() : Exception("Another tenant has this slug.");
