using System.Text.Json;
using CarePlatform.Testing;
using Xunit;

namespace CarePlatform.Intake.Tests;

/// <summary>What payers answer becomes work with an owner, with Coordination beside Intake as in the product.</summary>
public sealed class CoverageWorkTests
{
    private static DateOnly Today => DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);

    [Theory]
    [InlineData("INACTIVE", "coverage-lapse", "restore")]
    [InlineData("UNREACHABLE", "eligibility-check-failed", "mend")]
    [InlineData("NOT_FOUND", "eligibility-check-failed", "mend")]
    public async Task What_is_wrong_waits_in_the_front_doors_queue_until_a_payer_confirms(string scenario, string template, string step)
    {
        var tenant = await TestTenant.From();
        var client = await Member(tenant);
        await Say(tenant, "ACTIVE");
        await Check(tenant, client);
        await Say(tenant, scenario);
        await Check(tenant, client);
        await tenant.Quiet();
        var item = Assert.Single(await Work(tenant, client, template));
        Assert.Equal((step, "OPEN", "Front Door"), (Text(item, "step"), Text(item, "state"), item.GetProperty("team").GetProperty("name").GetString()));
        await Say(tenant, "ACTIVE");
        await Check(tenant, client);
        await tenant.Quiet();
        Assert.Equal("COMPLETED", Text(Assert.Single(await Work(tenant, client, template)), "state"));
    }

    [Fact]
    public async Task A_renewal_that_comes_near_is_work_once_and_done_when_the_payer_says_a_later_day()
    {
        var tenant = await TestTenant.From();
        var client = await Member(tenant);
        await Say(tenant, "RENEWAL_SOON", Today.AddDays(20));
        await Check(tenant, client);
        await Check(tenant, client);
        await tenant.Quiet();
        Assert.Equal(("renew", "OPEN"), (Text(Assert.Single(await Work(tenant, client, "coverage-renewal")), "step"), Text((await Work(tenant, client, "coverage-renewal"))[0], "state")));
        await Say(tenant, "RENEWAL_SOON", Today.AddDays(385));
        await Check(tenant, client);
        await tenant.Quiet();
        Assert.Equal("COMPLETED", Text((await Work(tenant, client, "coverage-renewal"))[0], "state"));
    }

    private static async Task<string> Member(TestTenant tenant)
    {
        var client = (await tenant.Do(
            "intake-worker", "registerClient", new { person = new { given = "Maria", family = "Reyes", birthDate = "1990-01-01" }, registerAsNew = true }, "client { id }"))
            .GetProperty("id").GetString()!;
        await tenant.Do(
            "intake-worker", "recordCoverage", new { client, payerName = "Medicaid", payerType = "MEDICAID", startsOn = "2020-01-01", memberId = "M-1" }, "coverage { id }");
        return client;
    }

    private static Task<JsonElement> Say(TestTenant tenant, string scenario, DateOnly? on = null) => tenant.Do(
        "admin", "simulateEligibility", new { memberId = "M-1", scenario, effectiveOn = on?.ToString("O") }, "eligibilitySimulation { id }");

    private static Task<JsonElement> Check(TestTenant tenant, string client) =>
        tenant.Do("intake-worker", "checkEligibility", new { client }, "eligibilityResult { checks { outcome } }");

    // The simulated member's renewal may come near by itself: only the template that the test is about counts.
    private static async Task<List<JsonElement>> Work(TestTenant tenant, string client, string template)
    {
        var answer = await tenant.Ask(
            "supervisor", "query($id: ID!) { client(id: $id) { workItems { step state team { name } workflow { template { key } } } } }", new { id = client });
        return [.. answer.GetProperty("client").GetProperty("workItems").EnumerateArray()
            .Where(i => i.GetProperty("workflow").GetProperty("template").GetProperty("key").GetString() == template)];
    }

    private static string? Text(JsonElement item, string field) => item.GetProperty(field).GetString();
}
