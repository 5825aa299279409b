using System.Collections.Concurrent;
using CarePlatform.Messaging;
using FsCheck;
using FsCheck.Fluent;
using Npgsql;
using Xunit;

namespace CarePlatform.Platform.Tests;

public sealed class InterleavingTests
{
    private const int Connections = 4;

    /// <summary>One step of one of several concurrent transactions.</summary>
    public enum Do
    {
        Append,
        AppendSeveral,
        AppendFailing,
        AppendAndUndoToSavepoint,
        Commit,
        RollBack,
    }

    [Fact]
    public async Task However_transactions_interleave_nothing_is_lost_doubled_or_reordered()
    {
        await using var log = await TestLog.Create();
        var failedOnce = new ConcurrentDictionary<long, bool>();
        Subscriber Fragile() => Subscriber.Each("records", async (logged, delivery, ct) =>
        {
            await TestLog.Record("records", logged, delivery, ct);
            if (logged.Type == "tests.failing@1" && failedOnce.TryAdd(logged.Position, true))
            {
                throw new InvalidOperationException("Fails the first time.");
            }
        }) with
        { Retry = new RetryPolicy(TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(1)), Lanes = 3, BatchSize = 5 };
        var host = await log.Start(Fragile());
        await log.Start(Fragile());

        var step = from connection in Gen.Choose(0, Connections - 1)
                   from what in Gen.Elements(Enum.GetValues<Do>())
                   from stream in Gen.Choose(0, 2)
                   select (connection, what, stream);
        var script = Arb.From(Gen.ListOf(step, 40));
        var tenants = 0;
        Prop.ForAll(script, steps =>
        {
            var tenant = TestLog.NewTenant();
            Play(log, tenant, steps).GetAwaiter().GetResult();
            host.WhenQuiet(tenant, TestLog.Ct).GetAwaiter().GetResult();
            tenants++;
            var expected = Streams(log.Logged().GetAwaiter().GetResult(), tenant);
            var actual = Streams(log.Effects("records").GetAwaiter().GetResult(), tenant);
            Assert.Equal(expected, actual);
        }).QuickCheckThrowOnFailure();

        Assert.Equal(100, tenants);
        Assert.NotEmpty(failedOnce);
        await log.NothingIsLostDoubledOrReordered("records");
    }

    private static List<string> Streams(IEnumerable<(Guid Tenant, string Stream, long Position)> events, Guid tenant) =>
        [.. events.Where(e => e.Tenant == tenant).GroupBy(e => e.Stream).OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => $"{g.Key}: {string.Join(' ', g.Select(e => e.Position))}")];

    /// <summary>Plays the steps one after the other, each on its own connection's open transaction.</summary>
    private static async Task Play(TestLog log, Guid tenant, IEnumerable<(int Connection, Do What, int Stream)> steps)
    {
        var connections = new NpgsqlConnection[Connections];
        var open = new NpgsqlTransaction?[Connections];
        for (var i = 0; i < Connections; i++)
        {
            connections[i] = await log.Source.OpenConnectionAsync(TestLog.Ct);
        }

        foreach (var (c, what, stream) in steps)
        {
            if (open[c] is not { } transaction)
            {
                open[c] = transaction = await connections[c].BeginTransactionAsync(TestLog.Ct);
                await TestLog.Enter(transaction, tenant);
            }

            await Take(transaction, what, $"s{stream}");
            if (what is Do.Commit or Do.RollBack)
            {
                open[c] = null;
            }
        }

        for (var i = 0; i < Connections; i++)
        {
            if (open[i] is { } transaction)
            {
                await transaction.CommitAsync(TestLog.Ct);
            }

            await connections[i].DisposeAsync();
        }
    }

    private static async Task Take(NpgsqlTransaction transaction, Do what, string stream)
    {
        switch (what)
        {
            case Do.Append:
                await EventLog.Append(transaction, [TestLog.Happened(stream)], TestLog.Ct);
                break;
            case Do.AppendSeveral:
                await EventLog.Append(transaction, [.. Enumerable.Range(0, 4).Select(i => TestLog.Happened($"s{i}"))], TestLog.Ct);
                break;
            case Do.AppendFailing:
                await EventLog.Append(transaction, [TestLog.Happened(stream, "tests.failing@1"), TestLog.Happened(stream)], TestLog.Ct);
                break;
            case Do.AppendAndUndoToSavepoint:
                await transaction.SaveAsync("here", TestLog.Ct);
                await EventLog.Append(transaction, [TestLog.Happened(stream)], TestLog.Ct);
                await transaction.RollbackAsync("here", TestLog.Ct);
                break;
            case Do.Commit:
                await transaction.CommitAsync(TestLog.Ct);
                break;
            case Do.RollBack:
                await transaction.RollbackAsync(TestLog.Ct);
                break;
        }
    }
}
