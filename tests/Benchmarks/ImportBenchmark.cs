using System.Text.Json;
using CarePlatform.Intake;
using CarePlatform.Intake.Contracts;
using CarePlatform.Messaging;
using CarePlatform.Platform;
using CarePlatform.Testing;
using Npgsql;

namespace CarePlatform.Benchmarks;

/// <summary>
/// People and encounters imported per second, against a raw COPY of the same two files into tables of text without an index:
/// the least that any way into this database can take. The goal is a fifth of it.
/// </summary>
internal static class ImportBenchmark
{
    private const double Goal = 0.2;

    /// <param name="set">A folder of Synthea CSV.</param>
    /// <param name="times">How often its people are repeated.</param>
    /// <param name="rounds">How often both are measured, one after the other; the medians count.</param>
    /// <returns>Whether the goal was reached.</returns>
    public static async Task<bool> Run(string set, int times = 40, int rounds = 3, CancellationToken ct = default)
    {
        using var people = ManyPeople.Of(set, times);
        var rows = people.People + people.Encounters;
        Console.WriteLine($"{people.People:N0} people and {people.Encounters:N0} encounters");
        var (copied, imported) = (new List<double>(), new List<double>());
        for (var round = 0; round < rounds; round++)
        {
            await using var database = await TestDatabase.CreateAsync(
                MigrationSet.Of("platform", typeof(Session).Assembly),
                MigrationSet.Of("messaging", typeof(EventLog).Assembly),
                MigrationSet.Of("intake", typeof(ImportPeople).Assembly));
            copied.Add(rows / (await CopyAsync(database, people.Folder, ct)).TotalSeconds);
            imported.Add(rows / (await ImportAsync(database, people.Folder, ct)).TotalSeconds);
            Console.WriteLine($"  copy {copied[^1]:N0} rows/s, import {imported[^1]:N0} rows/s");
        }

        var ratio = Median(imported) / Median(copied);
        Console.WriteLine($"import {Median(imported):N0} rows/s is {ratio:P0} of a raw COPY ({Median(copied):N0} rows/s); goal {Goal:P0}");
        return ratio >= Goal;
    }

    private static async Task<TimeSpan> CopyAsync(TestDatabase database, string folder, CancellationToken ct)
    {
        await using var connection = await database.Administrator.OpenConnectionAsync(ct);
        var watch = System.Diagnostics.Stopwatch.StartNew();
        foreach (var name in new[] { "patients", "encounters" })
        {
            using var reader = new StreamReader(Path.Combine(folder, $"{name}.csv"));
            var columns = string.Join(", ", (await reader.ReadLineAsync(ct))!.Split(',').Select(c => $"{c} text"));
            await using var create = new NpgsqlCommand($"create table public.raw_{name} ({columns})", connection);
            await create.ExecuteNonQueryAsync(ct);
            await using var copy = await connection.BeginTextImportAsync($"copy public.raw_{name} from stdin (format csv)", ct);
            var buffer = new char[1 << 16];
            for (int read; (read = await reader.ReadAsync(buffer, ct)) > 0;)
            {
                await copy.WriteAsync(buffer.AsMemory(0, read), ct);
            }
        }

        return watch.Elapsed;
    }

    private static async Task<TimeSpan> ImportAsync(TestDatabase database, string folder, CancellationToken ct)
    {
        await using var databases = new Databases(database.ApplicationConnectionString);
        await using var session = new Session(databases);
        var tenant = new Tenant(
            TenantId.From(Guid.CreateVersion7()), "bench", "Bench", database.Name, "none",
            TimeZoneInfo.FindSystemTimeZoneById("America/New_York"), Sandbox: false, TimeSpan.Zero, new FeatureSet([]));
        session.Begin(tenant, Actor.System, Guid.CreateVersion7());
        var report = await ImportPeople.Run(folder, session, AppendAsync, progress: null, ct);
        return report.Duration;
    }

    private static async Task AppendAsync(Session session, IReadOnlyList<object> events, CancellationToken ct) =>
        await EventLog.Append(
            session.Transaction,
            [
                .. events.Cast<ClientRegistered>().Select(e => new NewEvent(
                    e.Client.ToString(), "intake.client-registered@1", JsonSerializer.Serialize(e, IdJson.Options), session.Clock.GetUtcNow())),
            ],
            ct);

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
