using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Runtime;
using System.Text;
using System.Text.Json;
using CarePlatform.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace CarePlatform.Benchmarks;

/// <summary>What is asked again and again: a GraphQL request of somebody, or an address of the reference.</summary>
internal sealed record PageRequest(Uri Address, byte[]? Body, string? Token)
{
    public static PageRequest GraphQL(TestTenant tenant, string query, string subject) => new(
        new Uri(tenant.Host.Client.BaseAddress!, "/graphql"),
        JsonSerializer.SerializeToUtf8Bytes(new { query }),
        tenant.Host.Token(tenant.Tenant.Slug, subject));

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

/// <summary>The medians of all rounds: how many pages a second ours gives for one of the reference, and the same of processor time.</summary>
internal sealed record PageRatios(double Rate, double Cpu);

/// <summary>
/// A page of the product over HTTP (sign-in, GraphQL, row-level security and audit trail) against a minimal endpoint in the same process
/// that sends the best SQL for the same data and serialises it. The two take turns.
/// </summary>
internal static class PageContest
{
    private const int Connections = 8;
    // Until the code that serves is compiled for good.
    private const int WarmUps = 10;
    private const int MostWarmUps = 120;
    private const int FewMethods = 2;
    // Short ones and many: what else the machine does then weighs on both alike.
    private const int Rounds = 21;
    private const int SinglePages = 500;
    private static readonly TimeSpan RoundLength = TimeSpan.FromSeconds(1);

    public static async Task<PageRatios> Run(TestHost host, PageRequest ours, PageRequest theirs)
    {
        await Console.Out.WriteLineAsync($"one page: GraphQL {await Size(ours)} bytes, reference {await Size(theirs)} bytes");
        for (var (warm, before) = (0, 0L); warm < MostWarmUps && (warm < WarmUps || JitInfo.GetCompiledMethodCount() > before + FewMethods); warm++)
        {
            before = JitInfo.GetCompiledMethodCount();
            await Load(ours);
            await Load(theirs);
        }

        var cpu = await CpuTime.Of(host.Database.AdministratorConnectionString);
        var ratios = new List<double>();
        var cpuRatios = new List<double>();
        for (var round = 0; round < Rounds; round++)
        {
            var (graphQL, graphQLCpu, graphQLMemory) = await Measure(ours, cpu);
            var (plain, plainCpu, plainMemory) = await Measure(theirs, cpu);
            ratios.Add(graphQL / plain);
            cpuRatios.Add(plainCpu / graphQLCpu);
            await Console.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"""
                round {round + 1}: GraphQL {graphQL:N0}/s, reference {plain:N0}/s, ratio {graphQL / plain:F2}; CPU of everything {graphQLCpu:N0} against {plainCpu:N0} µs, ratio {plainCpu / graphQLCpu:F2}; allocated {graphQLMemory:F0} against {plainMemory:F0} KB
                """));
        }

        ratios.Sort();
        cpuRatios.Sort();
        return new PageRatios(ratios[Rounds / 2], cpuRatios[Rounds / 2]);
    }

    /// <summary>
    /// How much longer ours waits for the database than the reference: the median of pages asked one at a time, of all statements that
    /// name one of these tables.
    /// </summary>
    public static async Task<double> InDatabase(PageRequest ours, PageRequest theirs, params string[] tables)
    {
        using var client = new HttpClient();
        using var time = new StatementTime(tables);
        var (graphQL, plain) = (new List<double>(), new List<double>());
        for (var page = 0; page < SinglePages; page++)
        {
            graphQL.Add(await One(ours));
            plain.Add(await One(theirs));
        }

        return graphQL.Order().ElementAt(SinglePages / 2) / plain.Order().ElementAt(SinglePages / 2);

        async Task<double> One(PageRequest page)
        {
            time.Take();
            using var response = await client.SendAsync(page.Make());
            response.EnsureSuccessStatusCode();
            await response.Content.CopyToAsync(Stream.Null);
            return time.Take().TotalMicroseconds is > 0 and var waited
                ? waited
                : throw new InvalidOperationException($"No statement about {string.Join(", ", tables)} was seen.");
        }
    }

    /// <summary>A minimal endpoint beside the product, on its database as the superuser: no sign-in, no tenant wall, no trail.</summary>
    public static async Task<WebApplication> Reference(TestHost host, Action<WebApplication> map)
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
        map(app);
        await app.StartAsync();
        return app;
    }

    private static async Task<int> Size(PageRequest page)
    {
        using var client = new HttpClient();
        using var response = await client.SendAsync(page.Make());
        var body = await response.Content.ReadAsByteArrayAsync();
        return response.IsSuccessStatusCode && !Encoding.UTF8.GetString(body).Contains("\"errors\":", StringComparison.Ordinal)
            ? body.Length
            : throw new InvalidOperationException($"The page cannot be read: {Encoding.UTF8.GetString(body)}");
    }

    // Requests a second, and microseconds of processor time for one: client, host and database together. Kilobytes are those of client and host.
    private static async Task<(double Rate, double Cpu, double Memory)> Measure(PageRequest page, CpuTime cpu)
    {
        var (before, allocated, started) = (cpu.Used(), GC.GetTotalAllocatedBytes(), Stopwatch.GetTimestamp());
        var rate = await Load(page);
        var requests = rate * Stopwatch.GetElapsedTime(started).TotalSeconds;
        return (rate, ((cpu.Used() - before) ?? TimeSpan.Zero).TotalMicroseconds / requests, (GC.GetTotalAllocatedBytes() - allocated) / 1024.0 / requests);
    }

    // Requests a second over all connections.
    private static async Task<double> Load(PageRequest page)
    {
        using var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = Connections });
        var started = Stopwatch.GetTimestamp();
        var counts = await Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => Task.Run(async () =>
        {
            var count = 0;
            while (Stopwatch.GetElapsedTime(started) < RoundLength)
            {
                using var response = await client.SendAsync(page.Make());
                response.EnsureSuccessStatusCode();
                await response.Content.CopyToAsync(Stream.Null);
                count++;
            }

            return count;
        })));
        return counts.Sum() / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }
}
