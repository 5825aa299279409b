using System.CommandLine;
using CarePlatform.Platform;
using Microsoft.AspNetCore.Connections;

namespace CarePlatform.Host;

/// <summary>Serves, on a database that it starts and migrates itself when none is configured.</summary>
internal static class RunVerb
{
    public const int DefaultPort = 5080;

    public static Command Create()
    {
        var port = new Option<int>("--port")
        {
            Description = "The port on 127.0.0.1; ASPNETCORE_URLS overrides it.",
            DefaultValueFactory = _ => DefaultPort,
        };
        var command = new Command("run", "Starts the database when none is configured, migrates it and serves.") { port };
        command.SetAction((parsed, ct) => RunAsync(parsed.GetValue(port), ct));
        return command;
    }

    private static async Task<int> RunAsync(int port, CancellationToken ct)
    {
        var builder = CareHost.CreateBuilder();
        if (string.IsNullOrEmpty(builder.Configuration["urls"]))
        {
            builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        }

        await using var database = await HostDatabase.OpenAsync(builder.Configuration, builder.Environment, ct);
        await using var app = CareHost.Build(builder, database);
        await StartAsync(app, ct);
        var demonstration = await Demonstration.PrepareAsync(app, database, ct);
        await TellAsync(app, database, demonstration);
        await app.WaitForShutdownAsync(ct);
        return 0;
    }

    private static async Task StartAsync(WebApplication app, CancellationToken ct)
    {
        try
        {
            await app.StartAsync(ct);
        }
        catch (IOException cause) when (cause.InnerException is AddressInUseException)
        {
            throw new HostException(
                $"{cause.Message.TrimEnd('.')}: is another CarePlatform running? End it, or choose another port with './care run --port'.", cause);
        }
    }

    private static async Task TellAsync(WebApplication app, HostDatabase database, IReadOnlyList<Tenant> demonstration)
    {
        if (database.Embedded is { } embedded)
        {
            await Console.Out.WriteLineAsync(
                $"PostgreSQL {embedded.Version} is embedded on port {embedded.Port}; its state is in {embedded.StateDirectory}.");
        }

        foreach (var url in app.Urls)
        {
            await Console.Out.WriteLineAsync($"""
                CarePlatform serves on {url} (Ctrl-C ends it).
                  API       {url}/graphql, its schema at {url}/schema.graphql
                  GraphiQL  {url}/graphiql
                  Health    {url}/health/ready, metrics at {url}/metrics
                """);
        }

        foreach (var tenant in demonstration)
        {
            await Console.Out.WriteLineAsync($"  {tenant.Slug,-8}  {tenant.Name} ({tenant.CareModel})");
        }

        if (demonstration is [var first, ..])
        {
            await Console.Out.WriteLineAsync(
                $"A token: ./care token --tenant {first.Slug} --as supervisor (or intake-worker, clinician, clinical-director, admin)");
        }
    }
}
