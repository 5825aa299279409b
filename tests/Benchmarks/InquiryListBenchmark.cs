using System.Globalization;
using CarePlatform.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
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
        var key = tenant.Tenant.Id.Value;
        await using var reference = await PageContest.Reference(host, app => app.MapGet(
            "/inquiries", async (NpgsqlDataSource database, CancellationToken ct) => Results.Json(await ReferencePage.Read(database, key, ct))));

        var median = await PageContest.Run(
            host, PageRequest.GraphQL(tenant, Query, "supervisor"), new PageRequest(new Uri(reference.Urls.First() + "/inquiries"), Body: null, Token: null));
        await Console.Out.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"median ratio {median.Rate:F2} (goal at least 0.50); of CPU {median.Cpu:F2}"));
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
}
