using System.Data;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace CarePlatform.Platform;

/// <summary>
/// Listens to what the databases announce of tenants, so that a change takes effect on every host at once. While it cannot
/// listen, what the catalogue remembers still expires by itself.
/// </summary>
internal sealed class TenantChanges(Databases databases, TenantCatalog tenants, TimeProvider world, ILogger<TenantChanges> logger)
    : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(databases.All.Select(database => Listen(database, stoppingToken)));

    private async Task Listen(NpgsqlDataSource database, CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            try
            {
                await ListenUntilLost(database, ct);
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                return;
            }
            catch (Exception lost) when (lost is NpgsqlException or IOException or TimeoutException)
            {
                logger.LogWarning("Changes of tenants are not heard at present and take a few seconds to take effect: {Reason}", lost.Message);
                await Task.Delay(Pause, world, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task ListenUntilLost(NpgsqlDataSource database, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        connection.Notification += (_, announced) =>
        {
            if (Guid.TryParse(announced.Payload, out var id))
            {
                tenants.Forget(new TenantId(id));
            }
        };
        await using (var listen = new NpgsqlCommand("listen platform_tenants", connection))
        {
            await listen.ExecuteNonQueryAsync(ct);
        }

        tenants.ForgetAll();
        try
        {
            while (true)
            {
                await connection.WaitAsync(ct);
            }
        }
        finally
        {
            // Pooled connections are not reset when they are given back.
            if (connection.State == ConnectionState.Open)
            {
                await using var unlisten = new NpgsqlCommand("unlisten *", connection);
                await unlisten.ExecuteNonQueryAsync(CancellationToken.None);
            }
        }
    }
}
