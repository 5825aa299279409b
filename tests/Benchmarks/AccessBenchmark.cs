using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using CarePlatform.GraphQL;
using CarePlatform.Platform;
using CarePlatform.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CarePlatform.Benchmarks;

/// <summary>
/// What the decision on access adds to a list of 100 clients with seven classified fields and a classified list below each. Two hosts of
/// one process with the same people, one of which decides nothing, are asked in turns, one request at a time.
/// </summary>
internal static class AccessBenchmark
{
    private const int People = 100;
    // Until the code that serves is compiled for good.
    private const int WarmUps = 300;
    private const int Rounds = 11;
    private const int Pairs = 100;
    private const int Percent = 100;

    private const string Query = """
        { clients(first: 100) { nodes { id name given family birthDate gender language registeredAt contactPoints { kind value } } } }
        """;

    public static async Task Run()
    {
        // One app asks here for more than any app may.
        Environment.SetEnvironmentVariable("Api__OnlyTellCosts", "true");
        var with = await Asker.Of(await TestHost.Shared);
        var without = await Asker.Of(await TestHost.Of(
            "without classes", () => [.. LoadedModules.All, new WithoutClasses()], recipes: null, migrations: PlatformSetup.Migrations(LoadedModules.All).ToList()));
        for (var warm = 0; warm < WarmUps; warm++)
        {
            await with.Ask();
            await without.Ask();
        }

        var ratios = new List<double>();
        for (var round = 0; round < Rounds; round++)
        {
            // Request by request in turns, and by processor time, so that whatever else the machine does meets both alike.
            var (decided, plain) = (new List<double>(), new List<double>());
            for (var pair = 0; pair < Pairs; pair++)
            {
                var withFirst = pair % 2 == 0;
                var first = await (withFirst ? with : without).Ask();
                var second = await (withFirst ? without : with).Ask();
                decided.Add(withFirst ? first : second);
                plain.Add(withFirst ? second : first);
            }

            var (mine, theirs) = (Median(decided), Median(plain));
            ratios.Add(mine / theirs);
            await Console.Out.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture, $"round {round + 1}: {mine:N0} µs with classes, {theirs:N0} µs without, ratio {mine / theirs:F3}"));
        }

        await Console.Out.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"access decision: median {(Median(ratios) - 1) * Percent:F1} % added to a list of {People} clients (goal under 5 %)"));
    }

    private static double Median(List<double> values)
    {
        values.Sort();
        return values[values.Count / 2];
    }

    /// <summary>Everything is shown: for comparison only.</summary>
    private sealed class WithoutClasses : IModule
    {
        public string Name => "without-classes";

        public IReadOnlyList<FeatureDeclaration> Features => [];

        public IReadOnlyList<PermissionDeclaration> Permissions => [];

        public void Register(IServiceCollection services) => services.Replace(ServiceDescriptor.Singleton<IFieldRedaction, ShowsAll>());

        private sealed class ShowsAll : IFieldRedaction
        {
            public Resolver? ReasonFor(ObjectType type, Field field) => null;
        }
    }

    private sealed class Asker(TestHost host, byte[] body, string token)
    {
        public static async Task<Asker> Of(TestHost host)
        {
            var tenant = await TestTenant.From(host: host);
            for (var i = 0; i < People; i++)
            {
                await tenant.Do("intake-worker", "registerClient", new
                {
                    person = new { given = $"Person {i}", family = $"Number {i}", birthDate = "1970-01-01", phones = new[] { $"617-555-{i:0000}" } },
                    registerAsNew = true,
                }, "client { id }");
            }

            await tenant.Quiet();
            return new Asker(host, JsonSerializer.SerializeToUtf8Bytes(new { query = Query }), host.Token(tenant.Tenant.Slug, "supervisor"));
        }

        /// <summary>Microseconds of this process's processors for a request: of client and host, not of the database.</summary>
        public async Task<double> Ask()
        {
            var started = Environment.CpuUsage.TotalTime;
            using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql")
            {
                Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } },
            };
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            using var response = await host.Client.SendAsync(request);
            response.EnsureSuccessStatusCode();
            await response.Content.CopyToAsync(Stream.Null);
            return (Environment.CpuUsage.TotalTime - started).TotalMicroseconds;
        }
    }
}
