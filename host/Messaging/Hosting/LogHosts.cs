using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace CarePlatform.Messaging;

/// <summary>The log hosts of this process: one per database.</summary>
public sealed class LogHosts : IHostedService, IAsyncDisposable
{
    private readonly Func<IEnumerable<NpgsqlDataSource>> _databases;
    private readonly MessagingOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<LogHost> _log;
    private IReadOnlyList<LogHost> _hosts = [];

    internal LogHosts(Func<IEnumerable<NpgsqlDataSource>> databases, MessagingOptions options, TimeProvider time, ILogger<LogHost> log)
    {
        _databases = databases;
        _options = options;
        _time = time;
        _log = log;
    }

    /// <summary>Completes when every database is quiet: see <see cref="LogHost.WhenQuiet"/>.</summary>
    public async Task WhenQuiet(Guid? tenant = null, CancellationToken ct = default)
    {
        foreach (var host in _hosts)
        {
            await host.WhenQuiet(tenant, ct).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        _hosts = [.. _databases().Select(source => new LogHost(source, _options, _time, _log))];
        foreach (var host in _hosts)
        {
            await host.Start(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.WhenAll(_hosts.Select(host => host.Stop()));

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var host in _hosts)
        {
            await host.DisposeAsync().ConfigureAwait(false);
        }
    }
}
