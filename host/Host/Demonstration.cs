using CarePlatform.Platform;

namespace CarePlatform.Host;

/// <summary>
/// The three organisations that the embedded default shows, one for each care model, with staff, partners and the excerpt of real
/// synthetic people in <c>infra/demo/synthea</c>. Preparing again adds what is missing and changes nothing.
/// </summary>
internal static class Demonstration
{
    /// <summary>Founds the organisations and gives new ones their people.</summary>
    /// <returns>The organisations; none on a server of the operator's, or outside Development.</returns>
    public static async Task<IReadOnlyList<Tenant>> PrepareAsync(WebApplication app, HostDatabase database, CancellationToken ct)
    {
        if (database.Embedded is null || !app.Environment.IsDevelopment())
        {
            return [];
        }

        var foundation = app.Services.GetRequiredService<TenantFoundation>();
        var tenants = new List<Tenant>();
        foreach (var plan in TenantPlan.ReadDemo())
        {
            var tenant = await foundation.Found(plan, ct);
            await using var scope = app.Services.CreateAsyncScope();
            var session = scope.ServiceProvider.GetRequiredService<Session>();
            session.Begin(tenant, Actor.System, Guid.CreateVersion7());
            foreach (var content in scope.ServiceProvider.GetServices<ISandboxContent>())
            {
                await content.Put(session, ct);
            }

            tenants.Add(tenant);
        }

        return tenants;
    }
}
