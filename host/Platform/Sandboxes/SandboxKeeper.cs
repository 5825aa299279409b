using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace CarePlatform.Platform;

/// <summary>
/// Removes sandboxes whose time is over, resets those that asked for it from within, and finishes what a host began that died. It
/// looks every half minute, by the real time whatever the clocks of sandboxes say; several hosts take turns.
/// </summary>
internal sealed class SandboxKeeper(SandboxRegister register, SandboxLife life, TenantCatalog tenants, TimeProvider world, ILogger<SandboxKeeper> logger)
    : BackgroundService
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(30);

    /// <summary>After how long a sandbox that is still closed is reset: whoever closed it has died.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly Channel<(TenantId Sandbox, string? By)> _wanted = Channel.CreateUnbounded<(TenantId, string?)>();

    /// <summary>Somebody within the sandbox wants it reset. It is closed already, so that it is reset even if this host dies.</summary>
    public void Reset(TenantId sandbox, string? by) => _wanted.Writer.TryWrite((sandbox, by));

    /// <summary>Does what is due now.</summary>
    public async Task DoDue(CancellationToken ct)
    {
        var (over, leftClosed) = await register.Due(Patience, ct);
        foreach (var id in over)
        {
            await Each(id, async sandbox =>
            {
                if (await life.Remove(sandbox, ct))
                {
                    logger.LogInformation("The sandbox {Sandbox} is removed: its time was over.", id);
                }
            }, ct);
        }

        foreach (var id in leftClosed)
        {
            await Each(id, sandbox => life.Reset(sandbox, by: null, ct), ct);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken) => await Task.WhenAll(Rounds(stoppingToken), Wanted(stoppingToken));

    private async Task Rounds(CancellationToken ct)
    {
        using var timer = new PeriodicTimer(Pace, world);
        try
        {
            do
            {
                try
                {
                    await DoDue(ct);
                }
                catch (Exception failed) when (failed is NpgsqlException or TimeoutException or IOException)
                {
                    logger.LogWarning("Sandboxes could not be looked after at present: {Reason}", failed.Message);
                }
            }
            while (await timer.WaitForNextTickAsync(ct));
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // The host stops; another one, or its next start, goes on.
        }
    }

    private async Task Wanted(CancellationToken ct)
    {
        try
        {
            await foreach (var (id, by) in _wanted.Reader.ReadAllAsync(ct))
            {
                await Each(id, sandbox => life.Reset(sandbox, by, ct), ct);
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // It is closed, so the next round of some host resets it.
        }
    }

    // One that cannot be done now must not keep the others waiting.
    private async Task Each(TenantId id, Func<Tenant, Task> work, CancellationToken ct)
    {
        try
        {
            if (await tenants.Find(id, ct) is { } sandbox)
            {
                await work(sandbox);
            }
        }
        catch (Exception failed) when (!ct.IsCancellationRequested)
        {
            logger.LogWarning(failed, "The sandbox {Sandbox} could not be reset or removed; it is tried again.", id);
        }
    }
}
