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
    /// <summary>The part by which the spine is judged: throughput against a bare queue, and the way from commit to effect at half the top rate.</summary>
    public const string OfSpine = "log";

    private const int Workers = 4;
    private const string Payload = """{"client": "0190a3c1-7d2e-7c4b-9f57-3f0f6f1f2a11", "kind": "first", "at": "2026-03-04T05:06:07Z", "by": "staff"}""";

    /// <summary>Measures everything, or one <paramref name="part"/>: idle, timers, live, drain, or <see cref="OfSpine"/>, which is the last two.</summary>
    public static async Task Run(int events, string? part)
    {
        await using var database = await BenchmarkLog.Create();
        if (part is null or "idle")
        {
            await Latency(database, warmUp: 100, samples: 500);
        }

        if (part is null or "timers")
        {
            await Timers(database, due: 10_000);
        }

        if (part is null or "live" or OfSpine)
        {
            var top = await Live(database, events);
            await Paced(database, top / 2, seconds: 10);
        }

        if (part is null or "drain" or OfSpine)
        {
            await Drain(database, events);
        }
    }

    private static async Task Drain(BenchmarkLog database, int events)
    {
        foreach (var effect in Enum.GetValues<Effect>())
        {
            var queue = await Queue(database, events, effect);
            var log = await Log(database, events, effect);
            Print($"drained a second, {effect}", $"log {log:n0}  SKIP LOCKED queue {queue:n0}  ratio {log / queue:0.00} (goal at least 0.50)");
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
        // Sessions of the server report what they did up to ten seconds late.
        await Task.Delay(TimeSpan.FromSeconds(11));
        var before = await database.Transactions();
        await Task.Delay(TimeSpan.FromSeconds(10));
        Print("transactions a second when nothing happens", $"{(await database.Transactions() - before) / 10.0:0.0} (21 subscribers, 168 lanes)");
        Print(
            "commit to effect, idle (effect's commit included)",
            $"p50 {waited[samples / 2]:0.0} ms  p99 {waited[samples * 99 / 100]:0.0} ms  max {waited[^1]:0.0} ms");
    }

    /// <summary>Many messages that are due in the same second, among ten times and among a hundred times as many that are not.</summary>
    private static async Task Timers(BenchmarkLog database, int due)
    {
        var now = TimeProvider.System.GetUtcNow();
        ScheduledMessage Message(int i, DateTimeOffset at) => new("bench", $"{i}", $"stream-{i}", at, "bench.due@1", Payload);
        var left = 0;
        var done = new TaskCompletionSource();
        var options = new MessagingOptions { Concurrency = Workers };
        options.Handle(new TimerHandler("bench", async (_, delivery, ct) =>
        {
            await BenchmarkLog.Insert(delivery.Transaction, [1], ct);
            if (Interlocked.Decrement(ref left) == 0)
            {
                done.SetResult();
            }
        }));
        await using var host = await database.Start(options);
        await host.WhenQuiet();
        var open = 0;
        double? before = null;
        foreach (var upTo in new[] { 10 * due, 100 * due })
        {
            var start = Stopwatch.GetTimestamp();
            await database.InTenant(t => Schedules.Set(
                t, [.. Enumerable.Range(open, upTo - open).Select(i => Message(i, now.AddDays(1 + (i % 30))))]));
            Print($"{upTo - open:n0} messages set at once", $"{(upTo - open) / Stopwatch.GetElapsedTime(start).TotalSeconds:n0} a second");
            open = upTo;
            (left, done) = (due, new TaskCompletionSource());
            await database.InTenant(t => Schedules.Set(t, [.. Enumerable.Range(open, due).Select(i => Message(-i, now))]));
            start = Stopwatch.GetTimestamp();
            await done.Task;
            await host.WhenQuiet();
            var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            Print(
                $"{due:n0} messages due at once, {open:n0} open",
                $"{seconds:0.00} s after their commit ({due / seconds:n0} a second, one insert each)"
                + (before is { } few ? $"  {seconds / few:0.00} times as long as with a tenth open" : ""));
            before = seconds;
        }
    }

    /// <summary>Appending and handling at the same time, as fast as both can.</summary>
    private static async Task<double> Live(BenchmarkLog database, int events)
    {
        var options = new MessagingOptions { Concurrency = Workers };
        options.Subscribe(Subscriber.Many("live", (logged, delivery, ct) =>
            BenchmarkLog.Insert(delivery.Transaction, [.. logged.Select(e => e.Position)], ct), "bench.live@1"));
        await using var host = await database.Start(options);
        await host.WhenQuiet();
        var start = Stopwatch.GetTimestamp();
        await Parallel.ForAsync(0, events / 10, new ParallelOptions { MaxDegreeOfParallelism = 2 }, async (i, _) =>
            await database.Append([.. Enumerable.Range(0, 10).Select(n => Happened((i * 10) + n) with { Type = "bench.live@1" })]));
        var appended = Stopwatch.GetElapsedTime(start).TotalSeconds;
        await host.WhenQuiet();
        var handled = events / Stopwatch.GetElapsedTime(start).TotalSeconds;
        Print("appended in tens and handled meanwhile, a second", $"appended {events / appended:n0}  handled {handled:n0}");
        return handled;
    }

    /// <summary>From the commit of an event to the commit of its effect, which announces itself, while so many are appended a second.</summary>
    private static async Task Paced(BenchmarkLog database, double rate, int seconds)
    {
        var appends = (int)(rate * seconds / 10);
        var committed = new long[appends * 10];
        var options = new MessagingOptions { Concurrency = Workers };
        options.Subscribe(Subscriber.Many("paced", async (logged, delivery, ct) =>
        {
            await BenchmarkLog.Insert(delivery.Transaction, [.. logged.Select(e => e.Position)], ct);
            await using var tell = new NpgsqlCommand("select pg_notify('paced', $1)", delivery.Connection, delivery.Transaction);
            tell.Parameters.Add(new() { Value = string.Join(',', logged.Select(e => e.Read<Numbered>().Number)) });
            await tell.ExecuteNonQueryAsync(ct);
        }, "bench.paced@1"));
        await using var host = await database.Start(options);
        await using var listener = await database.Source.OpenConnectionAsync();
        await using (var listen = new NpgsqlCommand("listen paced", listener))
        {
            await listen.ExecuteNonQueryAsync();
        }

        var waited = new List<double>(committed.Length);
        listener.Notification += (_, told) => waited.AddRange(told.Payload.Split(',').Select(n =>
            Stopwatch.GetElapsedTime(committed[int.Parse(n, CultureInfo.InvariantCulture)]).TotalMilliseconds));
        await host.WhenQuiet();
        var start = Stopwatch.GetTimestamp();
        var appending = Parallel.ForAsync(0, appends, new ParallelOptions { MaxDegreeOfParallelism = 2 }, async (i, ct) =>
        {
            var early = TimeSpan.FromSeconds(i * 10 / rate) - Stopwatch.GetElapsedTime(start);
            await Task.Delay(early > TimeSpan.Zero ? early : TimeSpan.Zero, ct);
            await database.InTenant(async transaction =>
            {
                await EventLog.Append(transaction, [.. Enumerable.Range(i * 10, 10).Select(n =>
                    Happened(n) with { Type = "bench.paced@1", Payload = $$"""{ "Number": {{n}} }""" })]);
                Array.Fill(committed, Stopwatch.GetTimestamp(), i * 10, 10);
            });
        });
        while (waited.Count < committed.Length)
        {
            await listener.WaitAsync();
        }

        var took = Stopwatch.GetElapsedTime(start).TotalSeconds;
        await appending;
        waited.Sort();
        Print(
            $"commit to effect at half of that, {committed.Length / took:n0} a second",
            $"p50 {waited[waited.Count / 2]:0.0} ms  p99 {waited[waited.Count * 99 / 100]:0.0} ms  max {waited[^1]:0.0} ms (goal: p99 under 100)");
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

    private sealed record Numbered(int Number);

    private static NewEvent Happened(int i) => new($"stream-{i % 1000}", "bench.happened@1", Payload, TimeProvider.System.GetUtcNow());

    private static void Print(string what, string figures) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-50} {figures}"));
}
