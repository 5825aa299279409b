using System.Net;
using System.Text.Json;
using CarePlatform.Messaging;
using CarePlatform.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace CarePlatform.Platform.Tests;

public sealed class TelemetryEndpointTests : IAsyncLifetime
{
    private TestDatabase _database = null!;

    public async ValueTask InitializeAsync() => _database = await TestDatabase.CreateAsync(
        MigrationSet.Of("platform", typeof(Session).Assembly), MigrationSet.Of("messaging", typeof(EventLog).Assembly));

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task A_host_whose_database_is_reached_and_migrated_is_ready()
    {
        await using var host = await Host.Start(_database.ApplicationConnectionString);

        Assert.Equal((HttpStatusCode.OK, "healthy"), await host.Health("live"));
        Assert.Equal((HttpStatusCode.OK, "healthy"), await host.Health("ready"));
    }

    [Fact]
    public async Task A_host_whose_database_is_gone_lives_but_is_not_ready()
    {
        await using var host = await Host.Start(_database.ApplicationConnectionString.Replace(_database.Name, "care_test_atlantis", StringComparison.Ordinal));

        Assert.Equal((HttpStatusCode.OK, "healthy"), await host.Health("live"));
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "unhealthy"), await host.Health("ready"));
        Assert.Contains("A database cannot be reached", host.Last, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_whose_database_is_older_than_the_program_is_not_ready_and_says_what_to_do()
    {
        await using var administrator = await _database.Administrator.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var older = new Npgsql.NpgsqlCommand("delete from platform.applied_migration where schema_name = 'messaging'", administrator);
        await older.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        await using var host = await Host.Start(_database.ApplicationConnectionString);

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "unhealthy"), await host.Health("ready"));
        Assert.Contains("run ./care migrate", host.Last, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Metrics_tell_of_requests_database_and_runtime()
    {
        await using var host = await Host.Start(_database.ApplicationConnectionString);
        await host.Health("ready");

        var text = await host.Get("/metrics");
        Assert.Contains("http_server_request_duration_seconds_bucket{", text, StringComparison.Ordinal);
        Assert.Contains("http_route=\"/health/ready\"", text, StringComparison.Ordinal);
        Assert.Contains("db_client_", text, StringComparison.Ordinal);
        Assert.Contains("dotnet_", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lines_logged_within_a_request_name_its_tenant_and_correlation()
    {
        await using var host = await Host.Start(_database.ApplicationConnectionString);

        var correlation = await host.Get("/as/harbor");
        Assert.Equal($"tenant=harbor correlation={correlation}", host.Scopes.Single(s => s.StartsWith("tenant", StringComparison.Ordinal)));
    }

    // A web application with nothing but telemetry, and an endpoint that works for a tenant.
    private sealed class Host(WebApplication app, HttpClient client, ScopeLog log) : IAsyncDisposable
    {
        public string Last { get; private set; } = "";

        public IReadOnlyList<string> Scopes => log.Scopes;

        public static async Task<Host> Start(string connectionString)
        {
            var log = new ScopeLog();
            var builder = WebApplication.CreateSlimBuilder();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            builder.Logging.ClearProviders().AddProvider(log);
            builder.Services.AddSingleton(new PlatformSetup([], new Databases(connectionString), new SignInOptions(), Issuer: null, ShowFaults: false));
            builder.Services.AddScoped(p => new Session(p.GetRequiredService<PlatformSetup>().Databases)).AddTelemetry();
            var app = builder.Build();
            app.Use(static async (http, next) =>
            {
                if (http.Request.Path == "/as/harbor")
                {
                    var tenant = new Tenant(
                        new TenantId(Guid.CreateVersion7()), "harbor", "Harbor", "x", "x", TimeZoneInfo.Utc, true, TimeSpan.Zero, new FeatureSet([]));
                    http.RequestServices.GetRequiredService<Session>().Begin(tenant, Actor.System, Guid.CreateVersion7());
                }

                await next(http);
            });
            app.UseRequestTelemetry();
            app.MapTelemetry();
            app.MapGet("/as/harbor", static (HttpContext http, ILogger<Host> logger) =>
            {
                logger.LogInformation("Working");
                return http.RequestServices.GetRequiredService<Session>().Correlation.ToString();
            });
            await app.StartAsync(TestContext.Current.CancellationToken);
            return new Host(app, new HttpClient { BaseAddress = new Uri(app.Urls.Single()) }, log);
        }

        public async Task<(HttpStatusCode, string?)> Health(string which)
        {
            using var response = await client.GetAsync($"/health/{which}", TestContext.Current.CancellationToken);
            Last = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            return (response.StatusCode, JsonElement.Parse(Last).GetProperty("status").GetString());
        }

        public Task<string> Get(string path) => client.GetStringAsync(path, TestContext.Current.CancellationToken);

        public async ValueTask DisposeAsync()
        {
            client.Dispose();
            await app.DisposeAsync();
        }
    }

    // Remembers the scopes in which lines are logged.
    private sealed class ScopeLog : ILoggerProvider, ILogger, ISupportExternalScope
    {
        private readonly List<string> _scopes = [];
        private IExternalScopeProvider _provider = new LoggerExternalScopeProvider();

        public IReadOnlyList<string> Scopes => _scopes;

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => _provider.Push(state);

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (formatter(state, exception) == "Working")
            {
                _provider.ForEachScope(
                    static (scope, scopes) => scopes.Add(scope is KeyValuePair<string, object?>[] tags ? string.Join(' ', tags.Select(t => $"{t.Key}={t.Value}")) : ""), _scopes);
            }
        }

        public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _provider = scopeProvider;

        public void Dispose()
        {
        }
    }
}
