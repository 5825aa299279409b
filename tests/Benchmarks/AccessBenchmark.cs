using System.Diagnostics;
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
    private const int Rounds = 21;
    private const int Requests = 40;
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
        await with.Ask(WarmUps);
        await without.Ask(WarmUps);

        var ratios = new List<double>();
        for (var round = 0; round < Rounds; round++)
        {
            // Whoever comes second finds another machine: they take turns in coming first.
            var first = await (round % 2 == 0 ? with : without).Ask(Requests);
            var second = await (round % 2 == 0 ? without : with).Ask(Requests);
            var (decided, plain) = round % 2 == 0 ? (first, second) : (second, first);
            ratios.Add(decided / plain);
            await Console.Out.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture, $"round {round + 1}: {decided:N0} µs with classes, {plain:N0} µs without, ratio {decided / plain:F3}"));
        }

        ratios.Sort();
        await Console.Out.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"access decision: median {(ratios[Rounds / 2] - 1) * Percent:F1} % added to a list of {People} clients (goal under 5 %)"));
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

        /// <summary>Microseconds for a request.</summary>
        public async Task<double> Ask(int requests)
        {
            var started = Stopwatch.GetTimestamp();
            for (var i = 0; i < requests; i++)
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql")
                {
                    Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } },
                };
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
                using var response = await host.Client.SendAsync(request);
                response.EnsureSuccessStatusCode();
                await response.Content.CopyToAsync(Stream.Null);
            }

            return Stopwatch.GetElapsedTime(started).TotalMicroseconds / requests;
        }
    }
}
