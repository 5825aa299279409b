using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace CarePlatform.Platform;

/// <summary>Whether every database is reached and is at this program's state.</summary>
internal sealed class DatabaseHealth(PlatformSetup setup) : IHealthCheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private readonly IReadOnlyList<MigrationSet> _sets = PlatformSetup.Migrations(setup.Modules);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        foreach (var database in setup.Databases.All)
        {
            if (await Problem(database, cancellationToken) is { } problem)
            {
                return HealthCheckResult.Unhealthy(problem);
            }
        }

        return HealthCheckResult.Healthy("Every database is reached and is at this program's state.");
    }

    private async Task<string?> Problem(NpgsqlDataSource database, CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Patience);
        try
        {
            await using var connection = await database.OpenConnectionAsync(patience.Token);
            var applied = await AppliedMigrations.ReadAsync(connection, make: false, patience.Token);
            var missing = _sets.SelectMany(set => applied.Missing(set).Select(file => $"{set.Schema}/{file.Name}")).ToList();
            return missing.Count == 0 ? null : $"The database lacks {string.Join(", ", missing)}: run ./care migrate.";
        }
        catch (MigrationException contradiction)
        {
            return contradiction.Message;
        }
        catch (Exception unreachable) when (unreachable is NpgsqlException or TimeoutException or OperationCanceledException && !ct.IsCancellationRequested)
        {
            return $"A database cannot be reached: {unreachable.Message}";
        }
    }
}
