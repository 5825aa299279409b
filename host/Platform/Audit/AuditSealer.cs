using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace CarePlatform.Platform;

/// <summary>
/// Seals what this host wrote into the audit trail, a second later. Now and then, and when it starts, it looks at every tenant:
/// a host that died may have left something behind.
/// </summary>
internal sealed class AuditSealer(Databases databases, TenantCatalog tenants, TimeProvider world, ILogger<AuditSealer> logger) : BackgroundService
{
    private const int BatchesAtOnce = 5;

    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Rounds = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<TenantId, bool> _waiting = new();

    /// <summary>The tenant has something to seal.</summary>
    public void Wake(TenantId tenant) => _waiting[tenant] = true;

    /// <summary>Seals what can be sealed of everybody who waits.</summary>
    public async Task SealWaiting(CancellationToken ct)
    {
        foreach (var id in _waiting.Keys)
        {
            _waiting.TryRemove(id, out _);
            try
            {
                if (await tenants.Find(id, ct) is { } tenant && !await Seal(tenant, ct))
                {
                    Wake(id);
                }
            }
            catch (SandboxBusyException)
            {
                // It is being emptied; what is written then is sealed with the next look.
                Wake(id);
            }
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pace, world);
        var round = world.GetUtcNow();
        try
        {
            do
            {
                try
                {
                    if (world.GetUtcNow() >= round)
                    {
                        (await tenants.All(stoppingToken)).ToList().ForEach(t => Wake(t.Id));
                        round = world.GetUtcNow() + Rounds;
                    }

                    await SealWaiting(stoppingToken);
                }
                catch (Exception failed) when (failed is NpgsqlException or TimeoutException or IOException)
                {
                    // Nothing is lost: the next round finds everything that is not sealed.
                    logger.LogWarning("The audit trail could not be sealed at present: {Reason}", failed.Message);
                }
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops; the next start goes on.
        }
    }

    // Batch by batch, so that a busy tenant keeps up and no transaction grows long.
    private async Task<bool> Seal(Tenant tenant, CancellationToken ct)
    {
        for (var batch = 0; batch < BatchesAtOnce; batch++)
        {
            await using var session = new Session(databases, world);
            session.Begin(tenant, Actor.System, Guid.Empty);
            var done = await AuditChain.Seal(session, ct);
            await session.CommitAsync(ct);
            if (done)
            {
                return true;
            }
        }

        return false;
    }
}
