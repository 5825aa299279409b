using System.Net;
using System.Net.Sockets;
using CarePlatform.Platform;
using CarePlatform.Testing;
using Xunit;

namespace CarePlatform.Journeys.Tests;

public sealed class RunVerbTests : IAsyncDisposable
{
    private readonly string _state = Path.Combine(Path.GetTempPath(), "care-run-" + Path.GetRandomFileName());
    private readonly int _port = HostProgram.FreePort();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_serves_from_nothing_and_Ctrl_C_leaves_nothing_running()
    {
        await using (var host = Run())
        {
            await ServesAsync(host);
            await host.InterruptAsync(Ct);
            Assert.Equal(0, host.ExitCode);
            Assert.Equal("", await host.Errors);
        }

        Assert.False(File.Exists(Path.Combine(_state, "server", "data", "postmaster.pid")));
    }

    [Fact]
    public async Task A_killed_host_starts_again_on_the_same_database()
    {
        await using (var killed = Run())
        {
            await ServesAsync(killed);
            await killed.KillAsync(Ct);
        }

        Assert.True(File.Exists(Path.Combine(_state, "server", "data", "postmaster.pid")));
        await using var again = Run();
        await ServesAsync(again);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_one_sentence_and_the_database_stops()
    {
        using var taken = new TcpListener(IPAddress.Loopback, _port);
        taken.Start();

        Assert.Contains("choose another port with './care run --port'", await RefusalAsync(), StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_state, "server", "data", "postmaster.pid")));
    }

    [Fact]
    public async Task Production_without_a_connection_string_is_refused() =>
        Assert.Contains(
            "No database is configured: set ConnectionStrings__CarePlatform",
            await RefusalAsync(("ASPNETCORE_ENVIRONMENT", "Production")), StringComparison.Ordinal);

    [Fact]
    public async Task A_login_that_may_see_every_tenant_is_refused()
    {
        var cluster = await TestCluster.Shared;
        Assert.Contains(
            "which may see every tenant",
            await RefusalAsync(("ConnectionStrings__CarePlatform", cluster.AdministratorConnectionString())), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_that_was_not_migrated_is_refused_and_migrate_makes_it_ready()
    {
        await using var database = await TestDatabase.CreateAsync();
        var asApplication = ("ConnectionStrings__CarePlatform", database.ApplicationConnectionString);
        Assert.Contains("run './care migrate'", await RefusalAsync(asApplication), StringComparison.Ordinal);

        await using (var migrate = HostProgram.Start(
            ["migrate"], ("ConnectionStrings__CarePlatform", database.AdministratorConnectionString)))
        {
            await migrate.SaysAsync("applied platform/0001-platform", Ct);
            await migrate.EndAsync(Ct);
            Assert.Equal(0, migrate.ExitCode);
        }

        await using var host = Run(asApplication);
        await ServesAsync(host);
        // No cluster: only the key of the built-in issuer.
        Assert.Equal(["issuer.key"], Directory.EnumerateFileSystemEntries(_state).Select(Path.GetFileName));
    }

    [Fact]
    public async Task A_server_that_cannot_be_reached_is_one_sentence() =>
        Assert.Contains(
            "check server, name, login and password",
            await RefusalAsync(("ConnectionStrings__CarePlatform", $"Host=127.0.0.1;Port={_port};Username=care_app;Database=none")),
            StringComparison.Ordinal);

    public async ValueTask DisposeAsync()
    {
        if (Directory.Exists(_state))
        {
            await EmbeddedPostgres.TryRemoveAsync(_state);
        }
    }

    private HostProgram Run(params (string Name, string Value)[] settings) =>
        HostProgram.Start(["run", "--port", $"{_port}"], [("CARE_STATE", _state), .. settings]);

    private async Task ServesAsync(HostProgram host)
    {
        await host.SaysAsync($"CarePlatform serves on http://127.0.0.1:{_port}", Ct);
        using var client = new HttpClient();
        using var answer = await client.GetAsync(new Uri($"http://127.0.0.1:{_port}/health/live"), Ct);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    private async Task<string> RefusalAsync(params (string Name, string Value)[] settings)
    {
        await using var host = Run(settings);
        await host.EndAsync(Ct);
        Assert.Equal(1, host.ExitCode);
        var refusal = (await host.Errors).Trim();
        Assert.DoesNotContain('\n', refusal);
        return refusal;
    }
}
