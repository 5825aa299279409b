using System.Diagnostics;
using CarePlatform.Messaging;
using Npgsql;
using Xunit;

namespace CarePlatform.Platform.Tests;

/// <summary>The server itself fails: what was said to be committed is there afterwards, and takes effect once.</summary>
public sealed class ServerFaultTests
{
    private static readonly Guid Tenant = TestLog.NewTenant();

    [Fact]
    public async Task A_server_that_is_stopped_at_once_and_started_again_loses_nothing_and_doubles_nothing()
    {
        await using var clusters = new Clusters();
        var server = await clusters.StartAsync();
        try
        {
            await using var log = await TestLog.On(server);
            var host = await log.Start(Records);
            await using var other = await HostProcess.Start(log, TimeSpan.FromSeconds(2));
            using var enough = CancellationTokenSource.CreateLinkedTokenSource(TestLog.Ct);
            var promised = new List<long>();
            var appending = Task.Run(() => AppendUntil(log, promised, enough.Token), TestLog.Ct);
            for (var round = 1; round <= 3; round++)
            {
                await log.Until($"(select count(*) > {round * 150} from test.effect)");

                // Not durable means: stopped "immediate", which is a crash that the next start recovers from.
                await server.DisposeAsync();
                Assert.False(clusters.ServerRuns());
                server = await clusters.StartAsync();
            }

            await log.Until("(select count(*) > 600 from test.effect)");
            await enough.CancelAsync();
            await appending;
            await Persistently(() => host.WhenQuiet(ct: TestLog.Ct));
            Assert.Subset((await log.Logged()).Select(e => e.Position).ToHashSet(), promised.ToHashSet());
            Assert.Equal("", await log.Scalar<string>("select coalesce(string_agg(type || ' ' || attempts || ' ' || reason, '; '), '') from messaging.parked_stream"));
            await log.NothingIsLostDoubledOrReordered("records");
        }
        finally
        {
            await server.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_full_disk_stops_appends_and_effects_and_what_was_committed_takes_effect_when_there_is_room_again()
    {
        await using var clusters = new Clusters();
        Directory.CreateDirectory(clusters.State);
        if (await Ran("mount", "-t", "tmpfs", "-o", "size=400m", "none", clusters.State) is { } reason)
        {
            Assert.Skip($"A disk that can be filled needs a mount, which is not permitted here: {reason}");
        }

        try
        {
            await FillTheDisk(clusters);
        }
        finally
        {
            // Lazily: a server that is not gone yet must not hide what the test has found.
            await Ran("umount", "--lazy", clusters.State);
        }
    }

    private static async Task FillTheDisk(Clusters clusters)
    {
        await using var server = await clusters.StartAsync();
        await using var log = await TestLog.On(server);
        var host = await log.Start(Records);
        var promised = new List<long>();
        await Append(log, promised, 100, "{}");

        var ballast = Path.Combine(clusters.State, "ballast");
        Fill(ballast, leave: 3 << 20);
        var full = await Assert.ThrowsAnyAsync<NpgsqlException>(async () =>
        {
            while (true)
            {
                await Append(log, promised, 10, $$"""{ "text": "{{Convert.ToHexString(System.Security.Cryptography.RandomNumberGenerator.GetBytes(20_000))}}" }""");
            }
        });
        TestContext.Current.SendDiagnosticMessage("The server said: {0}", full.Message);
        File.Delete(ballast);

        // A server that found no room for its own journal has ended itself.
        await using var again = await clusters.StartAsync();
        await Persistently(() => Append(log, promised, 100, "{}"));
        await Persistently(() => host.WhenQuiet(ct: TestLog.Ct));
        Assert.Subset((await log.Logged()).Select(e => e.Position).ToHashSet(), promised.ToHashSet());
        Assert.Equal(0, await log.Scalar<long>("select count(*) from messaging.parked_stream"));
        await log.NothingIsLostDoubledOrReordered("records");
    }

    private static void Records(MessagingOptions options)
    {
        options.PollInterval = TimeSpan.FromMilliseconds(50);
        options.LeaseDuration = TimeSpan.FromSeconds(2);
        options.Subscribe(TestLog.Recorder("records") with { Start = StartAt.Beginning, Retry = RetryPolicy.None });
    }

    private static async Task AppendUntil(TestLog log, List<long> promised, CancellationToken enough)
    {
        while (!enough.IsCancellationRequested)
        {
            await Persistently(() => Append(log, promised, 5, "{}"));
        }
    }

    private static async Task Append(TestLog log, List<long> promised, int events, string payload)
    {
        var last = await log.Append(
            Tenant, [.. Enumerable.Range(0, events).Select(i => TestLog.Happened($"s{i % 30}", payload: payload))]);
        promised.Add(last);
    }

    /// <summary>Until the server does what it is asked.</summary>
    private static async Task Persistently(Func<Task> work)
    {
        while (true)
        {
            try
            {
                await work();
                return;
            }
            catch (NpgsqlException)
            {
                TestLog.Ct.ThrowIfCancellationRequested();
            }
        }
    }

    private static void Fill(string path, long leave)
    {
        using var file = File.Create(path);
        var block = new byte[1 << 20];
        while (new DriveInfo(path).AvailableFreeSpace > leave)
        {
            file.Write(block);
        }
    }

    /// <summary>Null when the program did what it was asked; otherwise what it complained of.</summary>
    private static async Task<string?> Ran(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
            var complaint = await process.StandardError.ReadToEndAsync(CancellationToken.None);
            await process.WaitForExitAsync(CancellationToken.None);
            return process.ExitCode == 0 ? null : complaint.Trim();
        }
        catch (System.ComponentModel.Win32Exception missing)
        {
            return missing.Message;
        }
    }
}
