using System.Globalization;
using CarePlatform.Platform;
using CarePlatform.Testing;
using Xunit;
using static CarePlatform.Coordination.Tests.SomeDecision;

namespace CarePlatform.Coordination.Tests;

/// <summary>With Intake beside Coordination, as in the product.</summary>
public sealed class KnownFactsTests
{
    [Fact]
    public async Task The_inquiry_and_its_client_fill_the_checklist()
    {
        var (tenant, client, inquiry) = await FrontDoor();
        var asked = await tenant.Do("ada", "askDecision", SameDay(inquiry), Request);
        Assert.Equal(
            [("acuity", "urgent, they say", false), ("door", "call", true)],
            asked.GetProperty("checklist").EnumerateArray().Take(2).Select(l => (Text(l, "key"), Text(l, "answer"), l.GetProperty("known").GetBoolean())));
        Assert.Equal("Sue", Name(asked, "decider"));
        var about = await tenant.Ask("ada", "query($id: ID!) { decisionRequest(id: $id) { client { id } } }", new { id = Of(asked) });
        Assert.Equal(client, Of(about.GetProperty("decisionRequest").GetProperty("client")));
        var level = await tenant.Do("ada", "askDecision", LevelOfCare(client), Request);
        Assert.Equal([("age", "30")], level.GetProperty("checklist").EnumerateArray().Take(1).Select(l => (Text(l, "key"), Text(l, "answer"))));
    }

    [Fact]
    public async Task What_is_out_of_reach_is_not_found_and_tells_nothing()
    {
        var (tenant, client, inquiry) = await FrontDoor();
        var sent = new (object Input, string Path)[] { (SameDay(inquiry), "input.subject"), (LevelOfCare(client), "input.client") };
        foreach (var (input, path) in sent)
        {
            var error = (await tenant.Refused("cleo", "askDecision", input, Request))[0];
            Assert.Equal(("NotFound", path), (Text(error, "__typename"), Text(error, "path")));
        }
    }

    private static async Task<(TestTenant Tenant, string Client, string Inquiry)> FrontDoor()
    {
        var tenant = await TestTenant.From(plan: new TenantPlan(
            "facts", "Facts", "ambulatory-intensive", "America/New_York", Sandbox: true, [],
            [
                new("admin", "Admin", "Operations", ["admin"], []),
                new("sue", "Sue", "Supervisor", ["supervisor"], ["front-door"]),
                new("ada", "Ada", "Intake Specialist", ["intake-worker"], ["front-door"], Supervisor: "sue"),
                new("cleo", "Cleo", "Community Health Worker", ["community-health-worker"], [], Supervisor: "sue"),
            ],
            []));
        var born = TimeProvider.System.GetUtcNow().AddYears(-30).AddDays(-9).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var client = Of(await tenant.Do(
            "ada", "registerClient", new { person = new { given = "Maria", family = "Reyes", birthDate = born }, registerAsNew = true }, "client { id }"));
        var inquiry = Of(await tenant.Do("ada", "receiveInquiry", new { door = "CALL", client }, "inquiry { id }"));
        await tenant.Quiet();
        return (tenant, client, inquiry);
    }

    private static object SameDay(string inquiry) => new
    {
        type = "same-day-intake",
        question = "May they come in today?",
        subject = inquiry,
        information = new object[]
        {
            new { key = "acuity", answer = "urgent, they say" }, new { key = "capacity", answer = "Ben at 3" }, new { key = "risk-of-waiting", answer = "They may not come back" },
        },
    };

    private static object LevelOfCare(string client) => new
    {
        type = "level-of-care",
        question = "May they move up?",
        client,
        information = new object[]
        {
            new { key = "from-to", answer = "1 to 2" }, new { key = "findings", answer = "Score" }, new { key = "client-view", answer = "Yes" },
        },
    };
}
