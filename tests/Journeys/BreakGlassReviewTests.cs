using System.Text.Json;
using CarePlatform.Testing;
using Xunit;

namespace CarePlatform.Journeys.Tests;

/// <summary>Who reviews a declared emergency: never whoever declared it, and never nobody.</summary>
public sealed class BreakGlassReviewTests
{
    private const string Access = "emergencyAccess { id }";

    [Fact]
    public async Task Where_the_only_director_broke_the_glass_somebody_else_has_the_review_at_once()
    {
        var (tenant, client) = await Open();
        var access = await BreakGlass(tenant, client);
        var item = await Review(tenant, client);
        Assert.Equal(await Name(tenant, "admin"), item.GetProperty("owner").GetProperty("name").GetString());
        Assert.Contains(item.GetProperty("history").EnumerateArray().SelectMany(h => h.GetProperty("passedOver").EnumerateArray()), p =>
            p.GetProperty("why").GetString() == "CONCERNED");

        // Nor does it come to them by hand.
        var director = await Id(tenant, "clinical-director");
        var id = item.GetProperty("id").GetString();
        Assert.Equal("ConcernsThem", await Refusal(tenant, "reassignWorkItem", new { item = id, owner = director, reason = "WORKLOAD" }, "workItem { id }"));
        var handed = await tenant.Do(
            "supervisor", "handOffWorkItems", new { items = new[] { new { item = id } }, owner = director, reason = "WORKLOAD", note = "For you" }, "handoff { count refused { why } }");
        Assert.Equal("CONCERNED", handed.GetProperty("refused")[0].GetProperty("why").GetString());
        Assert.Equal("OwnEmergency", await Refusal(tenant, "reviewEmergencyAccess", new { access, justified = true, findings = "Mine" }, Access, "clinical-director"));

        await tenant.Do("admin", "reviewEmergencyAccess", new { access, justified = true, findings = "Overdose, as the log of the ward shows" }, Access);
        await tenant.Quiet();
        Assert.Equal("COMPLETED", (await Review(tenant, client)).GetProperty("state").GetString());
    }

    [Fact]
    public async Task Where_nobody_is_left_who_may_review_it_is_escalated_at_once_and_not_after_the_days_of_the_review()
    {
        var (tenant, client) = await Open();
        var here = (await tenant.Ask("admin", "{ tenant { now timeZone } }")).GetProperty("tenant");
        var now = TimeZoneInfo.ConvertTime(
            here.GetProperty("now").GetDateTimeOffset(), TimeZoneInfo.FindSystemTimeZoneById(here.GetProperty("timeZone").GetString()!));
        await tenant.Do("admin", "recordAbsence", new
        {
            person = await Id(tenant, "admin"),
            reason = "LEAVE",
            firstDay = Day(now, 0),
            lastDay = Day(now, 20),
        }, "absence { id }");
        await tenant.Quiet();
        await BreakGlass(tenant, client);
        var item = await Review(tenant, client);
        Assert.Equal(("OPEN", await Name(tenant, "supervisor")), (item.GetProperty("state").GetString(), item.GetProperty("owner").GetProperty("name").GetString()));
        Assert.Contains(item.GetProperty("history").EnumerateArray(), h => h.GetProperty("what").GetString() == "ESCALATED" && h.GetProperty("reason").GetString() == "no-owner");
    }

    [Fact]
    public async Task The_review_is_due_by_the_days_of_the_privacy_policy()
    {
        var (tenant, client) = await Open();
        await tenant.Do("clinical-director", "changePrivacyPolicy", new { expectedVersion = 0, reviewDays = 3 }, "privacyPolicy { version }");
        await BreakGlass(tenant, client);
        var due = (await Review(tenant, client)).GetProperty("dueAt").GetDateTimeOffset();
        Assert.InRange(due - TimeProvider.System.GetUtcNow(), TimeSpan.FromDays(2), TimeSpan.FromDays(4));
    }

    private static string Day(DateTimeOffset now, int from) => now.AddDays(from).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static async Task<(TestTenant Tenant, string Client)> Open()
    {
        var tenant = await TestTenant.From();
        return (tenant, (await tenant.Do(
            "intake-worker", "registerClient", new { person = new { given = "Ada", family = "North" }, registerAsNew = true }, "client { id }")).GetProperty("id").GetString()!);
    }

    private static async Task<string> BreakGlass(TestTenant tenant, string client)
    {
        var access = (await tenant.Do("clinical-director", "breakGlass", new { client, emergency = "Overdose", reason = "Unconscious; medicines unknown" }, Access)).GetProperty("id").GetString()!;
        await tenant.Quiet();
        return access;
    }

    private static async Task<JsonElement> Review(TestTenant tenant, string client) => Assert.Single((await tenant.Ask(
        "supervisor", "query($c: ID!) { client(id: $c) { workItems { id step state dueAt template owner { name } history { what reason passedOver { why } } } } }", new { c = client }))
        .GetProperty("client").GetProperty("workItems").EnumerateArray(), i => i.GetProperty("template").GetString() == "break-glass-review");

    private static async Task<string> Refusal(TestTenant tenant, string mutation, object input, string thing, string by = "supervisor") =>
        (await tenant.Refused(by, mutation, input, thing))[0].GetProperty("__typename").GetString()!;

    private static async Task<string> Name(TestTenant tenant, string who) => (await tenant.Ask(who, "{ me { name } }")).GetProperty("me").GetProperty("name").GetString()!;

    private static async Task<string> Id(TestTenant tenant, string who) => (await tenant.Ask(who, "{ me { id } }")).GetProperty("me").GetProperty("id").GetString()!;
}
