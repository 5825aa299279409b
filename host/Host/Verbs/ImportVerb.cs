using System.CommandLine;
using System.Globalization;
using CarePlatform.Intake;
using CarePlatform.Platform;
using Spectre.Console;

namespace CarePlatform.Host;

/// <summary>Imports people of other systems into a tenant.</summary>
internal static class ImportVerb
{
    private const int ProblemsShown = 20;

    public static Command Create()
    {
        var path = new Argument<string>("path") { Description = "A folder of Synthea CSV, or FHIR R4 files." };
        var tenant = new Option<string>("--tenant") { Description = "The organisation, such as harbor.", Required = true };
        var command = new Command("import", "Imports people with coverage, encounters and conditions; importing twice changes nothing.") { path, tenant };
        command.SetAction((parsed, ct) => ImportAsync(parsed.GetRequiredValue(path), parsed.GetRequiredValue(tenant), ct));
        return command;
    }

    private static async Task<int> ImportAsync(string path, string tenant, CancellationToken ct)
    {
        var builder = CareHost.CreateBuilder();
        await using var database = await HostDatabase.OpenAsync(builder.Configuration, builder.Environment, ct);
        await using var app = CareHost.Build(builder, database);
        await Demonstration.PrepareAsync(app, database, ct);

        await using var scope = await app.Services.ScopeFor(tenant, ct);
        var services = scope.ServiceProvider;
        var report = await AnsiConsole.Progress().HideCompleted(false)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
            .StartAsync(async context =>
            {
                var bar = context.AddTask("Importing");
                return await ImportPeople.Run(
                    path, services.GetRequiredService<Session>(), services.GetRequiredService<EventWriter>().Append, new Bar(bar), ct);
            });
        Tell(report);
        return 0;
    }

    private static void Tell(ImportReport report)
    {
        var table = new Table().AddColumns("", "added", "changed", "unchanged");
        foreach (var (kind, rows) in report.Rows)
        {
            table.AddRow(kind, Number(rows.Added), Number(rows.Changed), Number(rows.Unchanged));
        }

        AnsiConsole.Write(table);
        var taken = report.Rows.Values.Sum(r => r.Added + r.Changed + r.Unchanged);
        var perSecond = taken / Math.Max(report.Duration.TotalSeconds, 0.001);
        Console.Out.WriteLine($"{report.Source}: {Number(taken)} rows in {report.Duration.TotalSeconds.ToString("F1", CultureInfo.InvariantCulture)} s, {Number((int)perSecond)} a second.");
        foreach (var problem in report.Problems.Take(ProblemsShown))
        {
            Console.Out.WriteLine(problem);
        }

        if (report.ProblemCount > 0)
        {
            Console.Out.WriteLine(
                $"{Number(report.ProblemCount)} rows could not be taken over; the rest was. The whole list is kept with the import run {report.Run}.");
        }
    }

    private static string Number(int value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private sealed class Bar(ProgressTask task) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value)
        {
            task.MaxValue = Math.Max(1, value.BytesInAll);
            task.Value = value.BytesRead;
            task.Description = value.File.Length == 0 ? "Imported" : $"Importing {Markup.Escape(value.File)}";
        }
    }
}
