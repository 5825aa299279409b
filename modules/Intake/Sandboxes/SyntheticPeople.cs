using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Intake;

/// <summary>
/// A sandbox begins with the excerpt of real synthetic people in <c>infra/demo/synthea</c>, brought in as any import is. One that has
/// people already keeps them as they are.
/// </summary>
internal sealed class SyntheticPeople(TenantSessions sessions) : ISandboxContent
{
    private static string Folder => Path.Combine(AppContext.BaseDirectory, "demo");

    public async Task Put(Session session, CancellationToken ct)
    {
        if (!session.Tenant.Features.IsOn(ImportPeople.Feature))
        {
            return;
        }

        await session.OpenAsync(ct);
        await using var db = ContextPool<IntakeDb>.For(session);
        var isNew = !await db.Clients.AnyAsync(ct);
        await session.CloseAsync();
        if (isNew)
        {
            await ImportPeople.Run(Folder, session, sessions.Append, progress: null, ct);
        }
    }
}
