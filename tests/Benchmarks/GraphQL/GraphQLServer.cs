using System.Globalization;
using CarePlatform.GraphQL;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CarePlatform.Benchmarks;

/// <summary>
/// The process that is measured: GraphQL, and beside it endpoints without GraphQL that send the same bytes. It ends when its
/// standard input does.
/// </summary>
internal static class GraphQLServer
{
    public static async Task Run(string? database)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        await using var source = database is null ? null : CareDatabase.Open(database);
        if (source is not null)
        {
            MapDatabase(app, new CareDatabase(source));
        }
        else
        {
            await MapMemory(app, new CareData());
        }

        await app.StartAsync();
        await Console.Out.WriteLineAsync(new Uri(app.Urls.Single()).Port.ToString(CultureInfo.InvariantCulture));
        await using var input = Console.OpenStandardInput();
        await input.CopyToAsync(Stream.Null);
        await app.StopAsync();
    }

    private static async Task MapMemory(WebApplication app, CareData data)
    {
        var executor = new GraphQLExecutor(CareSchema.Of(data));
        using var introspection = await executor.Execute(new GraphQLRequest { Query = CareQueries.Introspection });
        var finished = introspection.Utf8.ToArray();
        app.MapGraphQL(configure: options => options.Executor = _ => new ValueTask<GraphQLExecutor>(executor));
        app.MapGet("/floor/hello", () => new Answer<HelloAnswer>(new HelloAnswer("world")));
        app.MapGet("/floor/clients", () => new Answer<ClientsAnswer>(new ClientsAnswer([.. data.Clients.Take(20)])));
        app.MapGet("/floor/introspection", () => TypedResults.Bytes(finished, "application/json"));
        app.MapGet("/floor/flat", () => new Answer<FlatAnswer>(new FlatAnswer(data.Flat)));
    }

    private static void MapDatabase(WebApplication app, CareDatabase database)
    {
        var executor = new GraphQLExecutor(CareDatabaseSchema.Of(database));
        app.MapGraphQL(configure: options => options.Executor = _ => new ValueTask<GraphQLExecutor>(executor));
        app.MapGet("/floor/page", async (string after, CancellationToken ct) =>
            new Answer<ClientsAnswer>(new ClientsAnswer(await database.WholePage(after, 20, ct))));
    }
}
