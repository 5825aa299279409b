using System.Net;
using System.Net.Sockets;
using CarePlatform.Testing;
using Npgsql;
using Xunit;

namespace CarePlatform.Platform.Tests;

public sealed class EmbeddedPostgresTests : IAsyncDisposable
{
    private readonly Clusters _clusters = new();

    [Fact]
    public async Task A_cluster_is_made_and_keeps_its_rows_port_and_password_over_a_restart()
    {
        string before;
        await using (var first = await _clusters.StartAsync())
        {
            Assert.False(first.WasRunning);
            Assert.True(first.Version.Major >= 15);
            await Clusters.AskAsync(first, "create table kept as select 'still here' as word");
            before = first.AdministratorConnectionString();
        }

        Assert.False(_clusters.ServerRuns());

        await using var second = await _clusters.StartAsync();
        Assert.Equal(before, second.AdministratorConnectionString());
        Assert.Equal("still here", await Clusters.AskAsync(second, "select word from kept"));
    }

    [Fact]
    public async Task It_listens_on_loopback_only_and_asks_for_the_password()
    {
        await using var cluster = await _clusters.StartAsync();
        Assert.Equal("127.0.0.1", await Clusters.AskAsync(cluster, "show listen_addresses"));
        Assert.Equal("", await Clusters.AskAsync(cluster, "show unix_socket_directories"));

        var wrong = new NpgsqlConnectionStringBuilder(cluster.AdministratorConnectionString()) { Password = "guessed", Pooling = false };
        await using var connection = new NpgsqlConnection(wrong.ConnectionString);
        var refused = await Assert.ThrowsAsync<PostgresException>(() => connection.OpenAsync(TestContext.Current.CancellationToken));
        Assert.Equal(PostgresErrorCodes.InvalidPassword, refused.SqlState);
    }

    [Fact]
    public async Task The_password_is_readable_by_the_host_only()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows guards the file by the user's profile folder.");
            return;
        }

        await using var cluster = await _clusters.StartAsync();
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(_clusters.State, "cluster.json")));
        Assert.False(File.Exists(Path.Combine(_clusters.State, "server", "secret")));
    }

    [Fact]
    public async Task The_log_holds_no_value_of_a_failed_statement()
    {
        await using (var cluster = await _clusters.StartAsync())
        {
            await Clusters.AskAsync(cluster, "create table person (name text primary key)");
            await Clusters.AskAsync(cluster, "insert into person values ('Ada Confidential')");
            await Assert.ThrowsAsync<PostgresException>(
                () => Clusters.AskAsync(cluster, "insert into person values ('Ada Confidential')"));
        }

        var log = await File.ReadAllTextAsync(
            Path.Combine(_clusters.State, "server", "postgres.log"), TestContext.Current.CancellationToken);
        Assert.Contains("duplicate key value", log, StringComparison.Ordinal);
        Assert.DoesNotContain("Confidential", log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_killed_server_recovers_at_the_next_start()
    {
        await using var first = await _clusters.StartAsync();
        await Clusters.AskAsync(first, "create table kept as select 42 as answer");
        await Clusters.CrashAsync(_clusters.ServerProcess!.Value);

        await using var second = await _clusters.StartAsync();
        Assert.False(second.WasRunning);
        Assert.Equal(42, await Clusters.AskAsync(second, "select answer from kept"));
    }

    [Fact]
    public async Task The_server_of_a_killed_host_is_taken_over()
    {
        await using var other = await StartOtherHostAsync();
        var server = _clusters.ServerProcess;
        await other.KillAsync();
        Assert.True(_clusters.ServerRuns());

        await using (var next = await _clusters.StartAsync())
        {
            Assert.True(next.WasRunning);
            Assert.Equal(server, _clusters.ServerProcess);
            Assert.Equal(1, await Clusters.AskAsync(next, "select 1"));
        }

        Assert.False(_clusters.ServerRuns());
    }

    [Fact]
    public async Task Two_hosts_share_one_server_and_the_last_one_stops_it()
    {
        await using var other = await StartOtherHostAsync();
        await using (var mine = await _clusters.StartAsync())
        {
            Assert.True(mine.WasRunning);
            await other.LeaveAsync();
            Assert.Equal(1, await Clusters.AskAsync(mine, "select 1"));
        }

        Assert.False(_clusters.ServerRuns());
    }

    [Fact]
    public async Task Hosts_that_start_at_the_same_moment_make_one_cluster()
    {
        var hosts = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => _clusters.StartAsync()));

        Assert.Single(hosts, host => !host.WasRunning);
        Assert.Single(hosts.Select(host => host.AdministratorConnectionString()).Distinct());
        foreach (var host in hosts)
        {
            await host.DisposeAsync();
        }

        Assert.False(_clusters.ServerRuns());
    }

    [Fact]
    public async Task A_running_server_is_found_by_another_path_to_its_state()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a privilege on Windows.");
        await using var first = await _clusters.StartAsync();
        var link = _clusters.State + "-link";
        Directory.CreateSymbolicLink(link, _clusters.State);
        try
        {
            await using var second = await EmbeddedPostgres.StartAsync(
                _clusters.Options with { StateDirectory = link }, TestContext.Current.CancellationToken);
            Assert.True(second.WasRunning);
            Assert.Equal(first.Port, second.Port);
        }
        finally
        {
            Directory.Delete(link);
        }
    }

    [Fact]
    public async Task A_port_taken_by_another_program_is_replaced_and_the_new_one_kept()
    {
        int port;
        await using (var first = await _clusters.StartAsync())
        {
            port = first.Port;
        }

        using var taken = new TcpListener(IPAddress.Loopback, port);
        taken.Start();
        int replaced;
        await using (var second = await _clusters.StartAsync())
        {
            replaced = second.Port;
            Assert.NotEqual(port, replaced);
        }

        taken.Stop();
        await using var third = await _clusters.StartAsync();
        Assert.Equal(replaced, third.Port);
    }

    [Fact]
    public async Task A_demanded_port_that_is_taken_is_a_clear_refusal()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;

        var refusal = await Assert.ThrowsAsync<EmbeddedPostgresException>(
            () => EmbeddedPostgres.StartAsync(_clusters.Options with { Port = port }, TestContext.Current.CancellationToken));
        Assert.Contains($"Port {port} of 127.0.0.1 is in use", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lock_file_whose_number_now_belongs_to_another_process_does_not_block_the_start()
    {
        await using (var first = await _clusters.StartAsync())
        {
            await Clusters.AskAsync(first, "select 1");
        }

        var file = Path.Combine(_clusters.Data, "postmaster.pid");
        await File.WriteAllTextAsync(
            file, $"{Environment.ProcessId}\n{_clusters.Data}\n1\n15432\n\n127.0.0.1\n\nready\n", TestContext.Current.CancellationToken);

        await using var second = await _clusters.StartAsync();
        Assert.Equal(1, await Clusters.AskAsync(second, "select 1"));
    }

    [Fact]
    public async Task A_cluster_in_use_is_not_removed()
    {
        await using (var cluster = await _clusters.StartAsync())
        {
            Assert.False(await EmbeddedPostgres.TryRemoveAsync(_clusters.State, TestContext.Current.CancellationToken));
            Assert.Equal(1, await Clusters.AskAsync(cluster, "select 1"));
        }

        Assert.True(await EmbeddedPostgres.TryRemoveAsync(_clusters.State, TestContext.Current.CancellationToken));
        Assert.False(Directory.Exists(_clusters.State));
    }

    [Fact]
    public async Task A_cluster_left_by_a_killed_host_is_removed_with_its_server()
    {
        await using var other = await StartOtherHostAsync();
        var server = PostmasterFile.Read(_clusters.Data)!;
        await other.KillAsync();

        Assert.True(await EmbeddedPostgres.TryRemoveAsync(_clusters.State, TestContext.Current.CancellationToken));
        Assert.False(server.Runs(_clusters.Data));
    }

    [Fact]
    public async Task An_interrupted_making_is_begun_again()
    {
        Directory.CreateDirectory(_clusters.Data + ".new");
        await File.WriteAllTextAsync(Path.Combine(_clusters.Data + ".new", "PG_VERSION"), "15", TestContext.Current.CancellationToken);

        await using var cluster = await _clusters.StartAsync();
        Assert.Equal(1, await Clusters.AskAsync(cluster, "select 1"));
    }

    public ValueTask DisposeAsync() => _clusters.DisposeAsync();

    private Task<OtherProcess> StartOtherHostAsync() =>
        OtherProcess.StartAsync(HostAsync, _clusters.State, TestContext.Current.CancellationToken);

    private static async Task HostAsync(string stateDirectory)
    {
        await using var cluster = await EmbeddedPostgres.StartAsync(
            new EmbeddedPostgresOptions { StateDirectory = stateDirectory, Durable = false });
        await OtherProcess.ServeAsync();
    }
}
