using System.Diagnostics;
using System.Globalization;
using CarePlatform.Messaging;
using Npgsql;
using EventLog = CarePlatform.Messaging.EventLog;

namespace CarePlatform.Benchmarks;

/// <summary>
/// The event log: how long one event takes from commit to effect when nothing else happens, and how many events a second take effect
/// in one subscriber, against a plain SKIP LOCKED queue with batches of 50 in the same run.
/// </summary>
internal static class MessagingBenchmark
{
    private const int Workers = 4;
    private const string Payload = """{"client": "0190a3c1-7d2e-7c4b-9f57-3f0f6f1f2a11", "kind": "first", "at": "2026-03-04T05:06:07Z", "by": "staff"}""";

    public static async Task Run(int events)
    {
        await using var database = await BenchmarkLog.Create();
        await Latency(database, warmUp: 100, samples: 500);
        foreach (var effect in Enum.GetValues<Effect>())
        {
            var queue = await Queue(database, events, effect);
            var log = await Log(database, events, effect);
            Print($"drained a second, {effect}", $"log {log:n0}  SKIP LOCKED queue {queue:n0}  ratio {log / queue:0.00}");
        }
    }

    private enum Effect
    {
        Nothing,
        OneInsertPerEvent,
        OneInsertPerBatch,
    }

    private static async Task Latency(BenchmarkLog database, int warmUp, int samples)
    {
        var options = new MessagingOptions();
        for (var i = 0; i < 20; i++)
        {
            options.Subscribe(Subscriber.Each($"idle-{i}", (_, _, _) => Task.CompletedTask, "bench.other@1"));
        }

        options.Subscribe(Subscriber.Each("latency", async (logged, delivery, ct) =>
        {
            await using var command = new NpgsqlCommand("select pg_notify('effect', '')", delivery.Connection, delivery.Transaction);
            await command.ExecuteNonQueryAsync(ct);
        }, "bench.happened@1"));
        await using var host = await database.Start(options);
        await using var listener = await database.Source.OpenConnectionAsync();
        await using (var listen = new NpgsqlCommand("listen effect", listener))
        {
            await listen.ExecuteNonQueryAsync();
        }

        await host.WhenQuiet();
        var waited = new List<double>();
        var random = new Random(1);
        for (var i = 0; i < warmUp + samples; i++)
        {
            await Task.Delay(random.Next(1, 20));
            await using var connection = await database.Source.OpenConnectionAsync();
            await using var transaction = await connection.BeginTransactionAsync();
            await BenchmarkLog.Enter(transaction);
            await EventLog.Append(transaction, [Happened(i)]);
            var start = Stopwatch.GetTimestamp();
            await transaction.CommitAsync();
            await listener.WaitAsync();
            if (i >= warmUp)
            {
                waited.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }
        }

        waited.Sort();
        Print(
            "commit to effect, idle (effect's commit included)",
            $"p50 {waited[samples / 2]:0.0} ms  p99 {waited[samples * 99 / 100]:0.0} ms  max {waited[^1]:0.0} ms");
    }

    private static async Task<double> Log(BenchmarkLog database, int events, Effect effect)
    {
        var name = $"drain-{effect}";
        var left = events;
        var done = new TaskCompletionSource();
        var options = new MessagingOptions { Concurrency = Workers };
        void Count(int handled)
        {
            if (Interlocked.Add(ref left, -handled) == 0)
            {
                done.SetResult();
            }
        }

        var subscriber = effect == Effect.OneInsertPerEvent
            ? Subscriber.Each(name, async (logged, delivery, ct) =>
            {
                await BenchmarkLog.Insert(delivery.Transaction, [logged.Position], ct);
                Count(1);
            }, $"bench.{name}@1")
            : Subscriber.Many(name, async (logged, delivery, ct) =>
            {
                if (effect == Effect.OneInsertPerBatch)
                {
                    await BenchmarkLog.Insert(delivery.Transaction, [.. logged.Select(e => e.Position)], ct);
                }

                Count(logged.Count);
            }, $"bench.{name}@1");
        await database.Append([.. Enumerable.Range(0, events).Select(i => Happened(i) with { Type = $"bench.{name}@1" })]);
        options.Subscribe(subscriber with { Start = StartAt.Beginning, Lanes = 8 });
        var start = Stopwatch.GetTimestamp();
        await using var host = await database.Start(options);
        await done.Task;
        await host.WhenQuiet();
        return events / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static async Task<double> Queue(BenchmarkLog database, int events, Effect effect)
    {
        await database.FillQueue(events, Payload);
        var start = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, Workers).Select(_ => Task.Run(async () =>
        {
            await using var connection = await database.Source.OpenConnectionAsync();
            while (true)
            {
                await using var transaction = await connection.BeginTransactionAsync();
                await BenchmarkLog.Enter(transaction);
                var taken = await BenchmarkLog.TakeFromQueue(transaction, 50);
                if (taken.Count == 0)
                {
                    return;
                }

                if (effect == Effect.OneInsertPerBatch)
                {
                    await BenchmarkLog.Insert(transaction, [.. taken], default);
                }
                else if (effect == Effect.OneInsertPerEvent)
                {
                    foreach (var id in taken)
                    {
                        await BenchmarkLog.Insert(transaction, [id], default);
                    }
                }

                await transaction.CommitAsync();
            }
        })));
        return events / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static NewEvent Happened(int i) => new($"stream-{i % 1000}", "bench.happened@1", Payload, TimeProvider.System.GetUtcNow());

    private static void Print(string what, string figures) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-50} {figures}"));
}
