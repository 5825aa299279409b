using CarePlatform.Intake;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Host;

/// <summary>
/// The three organisations that the embedded default shows, one for each care model, with staff, partners and the excerpt of real
/// synthetic people in <c>infra/demo/synthea</c>. Preparing again adds what is missing and changes nothing.
/// </summary>
internal static class Demonstration
{
    private static string People => Path.Combine(AppContext.BaseDirectory, "demo");

    /// <summary>Founds the organisations and gives new ones their people.</summary>
    /// <returns>The organisations; none on a server of the operator's, or outside Development.</returns>
    public static async Task<IReadOnlyList<Tenant>> PrepareAsync(WebApplication app, HostDatabase database, CancellationToken ct)
    {
        if (database.Embedded is null || !app.Environment.IsDevelopment())
        {
            return [];
        }

        var foundation = app.Services.GetRequiredService<TenantFoundation>();
        var sessions = app.Services.GetRequiredService<TenantSessions>();
        var tenants = new List<Tenant>();
        foreach (var plan in TenantPlan.ReadDemo())
        {
            var tenant = await foundation.Found(plan, ct);
            await using var session = (await sessions.Begin(tenant.Slug, ct))!;
            await session.OpenAsync(ct);
            await using var db = ContextPool<IntakeDb>.For(session);
            var isNew = !await db.Clients.AnyAsync(ct);
            await session.CloseAsync();
            if (isNew)
            {
                await ImportPeople.Run(People, session, sessions.Append, progress: null, ct);
            }

            tenants.Add(tenant);
        }

        return tenants;
    }
}
