using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using CarePlatform.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace CarePlatform.Benchmarks;

/// <summary>
/// A page of fifty inquiries with their clients and work items, end to end: through sign-in, GraphQL, row-level security and the
/// audit trail, against a minimal endpoint in the same process that sends the best SQL for the same data and serialises it,
/// without sign-in, tenant wall or trail.
/// </summary>
internal static class InquiryListBenchmark
{
    private const int People = 200;
    private const int Connections = 8;
    // Until the code that serves is compiled for good.
    private const int WarmUps = 10;
    private const int Rounds = 5;
    private static readonly TimeSpan RoundLength = TimeSpan.FromSeconds(3);

    private const string Query = """
        { inquiries(first: 50) { nodes { id status door receivedAt acuity client { id name birthDate }
            workItems { id step title state dueAt } } pageInfo { endCursor hasNextPage } } }
        """;

    public static async Task Run()
    {
        // One app asks here for more than any app may.
        Environment.SetEnvironmentVariable("Api__OnlyTellCosts", "true");
        var host = await TestHost.Shared;
        var tenant = await TestTenant.From();
        await Fill(tenant);
        await using var reference = await Reference(host, tenant);

        var ours = Ours(host, tenant);
        var theirs = new HttpRequestFactory(new Uri(reference.Urls.First() + "/inquiries"), Body: null, Token: null);
        await Console.Out.WriteLineAsync($"one page: GraphQL {await Size(ours)} bytes, reference {await Size(theirs)} bytes");
        for (var warm = 0; warm < WarmUps; warm++)
        {
            await Load(ours);
            await Load(theirs);
        }

        var cpu = await CpuTime.Of(host.Database.AdministratorConnectionString);
        var ratios = new List<double>();
        var cpuRatios = new List<double>();
        for (var round = 0; round < Rounds; round++)
        {
            var (graphQL, graphQLCpu) = await Measure(ours, cpu);
            var (plain, plainCpu) = await Measure(theirs, cpu);
            ratios.Add(graphQL / plain);
            cpuRatios.Add(plainCpu / graphQLCpu);
            await Console.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"""
                round {round + 1}: GraphQL {graphQL:N0}/s, reference {plain:N0}/s, ratio {graphQL / plain:F2}; CPU of everything {graphQLCpu:N0} against {plainCpu:N0} µs, ratio {plainCpu / graphQLCpu:F2}
                """));
        }

        ratios.Sort();
        cpuRatios.Sort();
        await Console.Out.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"median ratio {ratios[Rounds / 2]:F2} (goal at least 0.50); of CPU {cpuRatios[Rounds / 2]:F2}"));
    }

    private static async Task Fill(TestTenant tenant)
    {
        for (var i = 0; i < People; i++)
        {
            await tenant.Do("intake-worker", "receiveInquiry", new
            {
                door = "CALL",
                person = new { given = $"Person {i}", family = $"Number {i}", birthDate = new DateOnly(1950, 1, 1).AddDays(i * 61).ToString("O", CultureInfo.InvariantCulture) },
                registerAsNew = true,
            }, "inquiry { id }");
        }

        await tenant.Quiet();
    }

    private static HttpRequestFactory Ours(TestHost host, TestTenant tenant) => new(
        new Uri(host.Client.BaseAddress!, "/graphql"),
        JsonSerializer.SerializeToUtf8Bytes(new { query = Query }),
        host.Token(tenant.Tenant.Slug, "supervisor"));

    // One round trip, one statement a level, results serialised as they come.
    private static async Task<WebApplication> Reference(TestHost host, TestTenant tenant)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var source = new NpgsqlDataSourceBuilder(new NpgsqlConnectionStringBuilder(host.Database.AdministratorConnectionString)
        {
            MaxAutoPrepare = 20,
            AutoPrepareMinUsages = 2,
            NoResetOnClose = true,
        }.ConnectionString).Build();
        builder.Services.AddSingleton(source);
        var app = builder.Build();
        var key = tenant.Tenant.Id.Value;
        app.MapGet("/inquiries", async (NpgsqlDataSource database, CancellationToken ct) => Results.Json(await ReferencePage.Read(database, key, ct)));
        await app.StartAsync();
        return app;
    }

    private static async Task<int> Size(HttpRequestFactory factory)
    {
        using var client = new HttpClient();
        using var response = await client.SendAsync(factory.Make());
        var body = await response.Content.ReadAsByteArrayAsync();
        return response.IsSuccessStatusCode && !Encoding.UTF8.GetString(body).Contains("\"errors\":", StringComparison.Ordinal)
            ? body.Length
            : throw new InvalidOperationException($"The page cannot be read: {Encoding.UTF8.GetString(body)}");
    }

    // Requests a second, and microseconds of processor time for one: client, host and database together.
    private static async Task<(double Rate, double Cpu)> Measure(HttpRequestFactory factory, CpuTime cpu)
    {
        var (before, started) = (cpu.Used(), Stopwatch.GetTimestamp());
        var rate = await Load(factory);
        var requests = rate * Stopwatch.GetElapsedTime(started).TotalSeconds;
        return (rate, ((cpu.Used() - before) ?? TimeSpan.Zero).TotalMicroseconds / requests);
    }

    // Requests a second over all connections.
    private static async Task<double> Load(HttpRequestFactory factory)
    {
        using var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = Connections });
        var started = Stopwatch.GetTimestamp();
        var counts = await Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => Task.Run(async () =>
        {
            var count = 0;
            while (Stopwatch.GetElapsedTime(started) < RoundLength)
            {
                using var response = await client.SendAsync(factory.Make());
                response.EnsureSuccessStatusCode();
                await response.Content.CopyToAsync(Stream.Null);
                count++;
            }

            return count;
        })));
        return counts.Sum() / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private sealed record HttpRequestFactory(Uri Address, byte[]? Body, string? Token)
    {
        public HttpRequestMessage Make()
        {
            var request = new HttpRequestMessage(Body is null ? HttpMethod.Get : HttpMethod.Post, Address);
            if (Body is not null)
            {
                request.Content = new ByteArrayContent(Body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
            }

            if (Token is not null)
            {
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Token);
            }

            return request;
        }
    }
}
