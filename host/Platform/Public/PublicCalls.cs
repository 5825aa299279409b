using Microsoft.Extensions.DependencyInjection;

namespace CarePlatform.Platform;

/// <summary>
/// Works for people without an account, behind the pages that a module shows to everybody: use cases run through the same
/// pipeline as ever, on the platform's own account. What such a person may do and see is for the page to decide.
/// </summary>
public sealed class PublicCalls
{
    private readonly IServiceScopeFactory _scopes;
    private readonly UseCasePipeline _pipeline;
    private readonly Dictionary<Type, UseCase> _useCases;
    private readonly TenantCatalog _tenants;
    private readonly TimeProvider _world;

    internal PublicCalls(IServiceScopeFactory scopes, UseCasePipeline pipeline, Catalog catalog, TenantCatalog tenants, TimeProvider world) =>
        (_scopes, _pipeline, _useCases, _tenants, _world) = (scopes, pipeline, catalog.UseCases.ToDictionary(u => u.Type), tenants, world);

    /// <summary>The tenant with this slug, if the feature is on there; null otherwise, so that nobody learns who is a tenant.</summary>
    public async Task<Tenant?> Find(string slug, string feature, CancellationToken ct) =>
        await _tenants.Find(slug, ct) is { } tenant && tenant.Slug == slug && tenant.Features.IsOn(feature) ? tenant : null;

    /// <summary>Runs a use case and returns what it returned.</summary>
    /// <param name="useCase">The class marked with <see cref="MutationAttribute"/>.</param>
    public async Task<IOutcome> Run(Tenant tenant, Type useCase, object input, CancellationToken ct)
    {
        await using var scope = Begin(tenant);
        return await _pipeline.Run(new Call(_useCases[useCase], input, scope.ServiceProvider, IdempotencyKey: null, ct));
    }

    /// <summary>Reads, and writes into the audit trail what the reader says was shown.</summary>
    public async Task<T> Read<T>(Tenant tenant, Func<IServiceProvider, Task<T>> read, CancellationToken ct)
    {
        await using var scope = Begin(tenant);
        await scope.ServiceProvider.GetRequiredService<Session>().OpenAsync(ct);
        var result = await read(scope.ServiceProvider);
        await scope.ServiceProvider.GetRequiredService<AuditTrail>().CommitAsync(ct);
        return result;
    }

    private AsyncServiceScope Begin(Tenant tenant)
    {
        var scope = _scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Session>().Begin(tenant, Actor.System, Guid.CreateVersion7(_world.GetUtcNow()));
        return scope;
    }
}
