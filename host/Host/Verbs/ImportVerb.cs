using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using CarePlatform.Intake;
using CarePlatform.Platform;
using Spectre.Console;

namespace CarePlatform.Host;

/// <summary>Brings people of Synthea CSV or FHIR R4 into a tenant, with a progress bar and a report.</summary>
internal static class ImportVerb
{
    // More would scroll the summary away; the tenant's record of the import keeps them.
    private const int ShownProblems = 20;

    public static Command Create()
    {
        var path = new Argument<string>("path") { Description = "A folder of Synthea CSV, or FHIR R4 in a folder or file (.json, .ndjson, also .gz)." };
        var tenant = new Option<string>("--tenant") { Description = "The organisation, such as harbor.", Required = true };
        var command = new Command("import", "Imports people with their coverage, encounters, conditions and observations.") { path, tenant };
        command.SetAction((parsed, ct) => ImportAsync(parsed.GetRequiredValue(path), parsed.GetRequiredValue(tenant), ct));
        return command;
    }

    private static async Task<int> ImportAsync(string path, string tenant, CancellationToken ct)
    {
        var builder = CareHost.CreateBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        await using var database = await HostDatabase.OpenAsync(builder.Configuration, builder.Environment, ct);
        await using var app = CareHost.Build(builder, database);
        await Demonstration.PrepareAsync(app, database, ct);
        var sessions = app.Services.GetRequiredService<TenantSessions>();
        await using var session = await sessions.Begin(tenant, ct) ?? throw new HostException(
            $"There is no tenant '{tenant}': give the slug of one, such as harbor. './care run' names those of the demonstration.");
        try
        {
            await TellAsync(await WithProgressAsync(bar => ImportPeople.Run(path, session, sessions.Append, bar, ct)));
            return 0;
        }
        catch (ImportException refusal)
        {
            throw new HostException(refusal.Message, refusal);
        }
    }

    private static Task<ImportReport> WithProgressAsync(Func<IProgress<ImportProgress>, Task<ImportReport>> import) => AnsiConsole.Progress()
        .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
        .StartAsync(async context =>
        {
            var bar = new Bar(context.AddTask("reading"));
            var report = await import(bar);
            bar.Finish();
            return report;
        });

    private static async Task TellAsync(ImportReport report)
    {
        var table = new Table().AddColumns(report.Source, "added", "changed", "unchanged");
        foreach (var (kind, rows) in report.Rows)
        {
            table.AddRow(kind, Count(rows.Added), Count(rows.Changed), Count(rows.Unchanged));
        }

        AnsiConsole.Write(table);
        foreach (var problem in report.Problems.Take(ShownProblems))
        {
            await Console.Out.WriteLineAsync(problem.ToString());
        }

        if (report.ProblemCount > ShownProblems)
        {
            await Console.Out.WriteLineAsync($"and {Count(report.ProblemCount - ShownProblems)} more; the first thousand are kept with {report.Run}.");
        }
    }

    private static string Count(int number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private sealed class Bar(ProgressTask task) : IProgress<ImportProgress>
    {
        private readonly long _started = Stopwatch.GetTimestamp();

        public void Report(ImportProgress value)
        {
            var rate = value.Rows / Math.Max(Stopwatch.GetElapsedTime(_started).TotalSeconds, 0.001);
            task.Description = string.Create(CultureInfo.InvariantCulture, $"{value.Rows:N0} rows, {rate:N0} rows/s");
            task.MaxValue = Math.Max(value.BytesInAll, 1);
            task.Value = value.BytesRead;
        }

        public void Finish() => task.Value = task.MaxValue;
    }
}
