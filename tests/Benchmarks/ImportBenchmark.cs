using System.Diagnostics;
using System.Text.Json;
using CarePlatform.Intake;
using CarePlatform.Intake.Contracts;
using CarePlatform.Messaging;
using CarePlatform.Platform;
using CarePlatform.Testing;
using Npgsql;
using EventLog = CarePlatform.Messaging.EventLog;

namespace CarePlatform.Benchmarks;

/// <summary>
/// People and encounters imported per second, against a raw COPY of the same rows into the same tables of an empty database.
/// The import reads files, finds who is known, writes names, identifiers, addresses and search keys as well, publishes events and
/// may be repeated; the COPY does none of that. The goal is a fifth of it. For comparison, a COPY into tables without index
/// and key is measured too.
/// </summary>
internal static class ImportBenchmark
{
    private const double Goal = 0.2;
    private static readonly string[] Directory = ["intake.care_organisations", "intake.practitioners"];
    private static readonly string[] Measured = ["intake.clients", "intake.encounters"];

    /// <param name="set">A folder of Synthea CSV.</param>
    /// <param name="times">How often its people are repeated.</param>
    /// <param name="rounds">How often all are measured, one after the other; the medians count.</param>
    /// <returns>Whether the goal was reached.</returns>
    public static async Task<bool> Run(string set, int times = 40, int rounds = 3, CancellationToken ct = default)
    {
        await WarmUpAsync(set, ct);
        using var people = ManyPeople.Of(set, times);
        var rows = people.People + people.Encounters;
        Console.WriteLine($"import of {people.People:N0} people and {people.Encounters:N0} encounters, in rows/s of these");
        var (copied, bare, imported) = (new List<double>(), new List<double>(), new List<double>());
        for (var round = 0; round < rounds; round++)
        {
            await using var database = await CreateAsync();
            await using var empty = await CreateAsync();
            imported.Add(rows / (await ImportAsync(database, people.Folder, ct)).TotalSeconds);
            await CopyAsync(database, empty, Directory, bare: false, ct);
            copied.Add(rows / (await CopyAsync(database, empty, Measured, bare: false, ct)).TotalSeconds);
            bare.Add(rows / (await CopyAsync(database, empty, Measured, bare: true, ct)).TotalSeconds);
            Console.WriteLine($"  import {imported[^1]:N0}, COPY {copied[^1]:N0}, COPY without index and key {bare[^1]:N0}");
        }

        var ratio = Median(imported) / Median(copied);
        Console.WriteLine($"import is {ratio:P0} of a COPY (goal {Goal:P0}), {Median(imported) / Median(bare):P0} of one without index and key");
        return ratio >= Goal;
    }

    // The first rows of a process pay for compiling the program.
    private static async Task WarmUpAsync(string set, CancellationToken ct)
    {
        using var few = ManyPeople.Of(set, times: 4);
        await using var database = await CreateAsync();
        await ImportAsync(database, few.Folder, ct);
    }

    private static Task<TestDatabase> CreateAsync() => TestDatabase.CreateAsync(
        MigrationSet.Of("platform", typeof(Session).Assembly),
        MigrationSet.Of("messaging", typeof(EventLog).Assembly),
        MigrationSet.Of("intake", typeof(ImportPeople).Assembly));

    private static async Task<TimeSpan> ImportAsync(TestDatabase database, string folder, CancellationToken ct)
    {
        await using var databases = new Databases(database.ApplicationConnectionString);
        await using var session = new Session(databases);
        var tenant = new Tenant(
            TenantId.From(Guid.CreateVersion7()), "bench", "Bench", database.Name, "none",
            TimeZoneInfo.FindSystemTimeZoneById("America/New_York"), Sandbox: false, TimeSpan.Zero, new FeatureSet(["intake.import"]));
        session.Begin(tenant, Actor.System, Guid.CreateVersion7());
        var report = await ImportPeople.Run(folder, session, AppendAsync, progress: null, ct);
        return report.Duration;
    }

    private static async Task<TimeSpan> CopyAsync(TestDatabase from, TestDatabase to, string[] tables, bool bare, CancellationToken ct)
    {
        await using var source = await from.Administrator.OpenConnectionAsync(ct);
        await using var target = await to.Administrator.OpenConnectionAsync(ct);
        var watch = new Stopwatch();
        foreach (var table in tables)
        {
            using var rows = new MemoryStream();
            await using (var export = await source.BeginRawBinaryCopyAsync($"copy {table} to stdout (format binary)", ct))
            {
                await export.CopyToAsync(rows, ct);
            }

            rows.Position = 0;
            watch.Start();
            var name = bare ? $"public.{table.Split('.')[1]}" : table;
            if (bare)
            {
                await using var create = new NpgsqlCommand($"create table {name} (like {table})", target);
                await create.ExecuteNonQueryAsync(ct);
            }

            await using (var copy = await target.BeginRawBinaryCopyAsync($"copy {name} from stdin (format binary)", ct))
            {
                await rows.CopyToAsync(copy, ct);
            }

            watch.Stop();
        }

        return watch.Elapsed;
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
