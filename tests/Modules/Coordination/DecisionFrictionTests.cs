using System.Globalization;
using System.Text.Json;
using Xunit;
using static CarePlatform.Coordination.Tests.SomeDecision;

namespace CarePlatform.Coordination.Tests;

public sealed class DecisionFrictionTests
{
    [Fact]
    public async Task A_type_that_is_nearly_always_granted_is_friction_and_its_wait_is_counted()
    {
        var work = await WorkTenant.New();
        await work.Define();
        await work.Define(Rule("extra-room"));
        await work.Outside.Do("admin", "changeManagementSettings", new { friction = new { grantedAbove = "0.60", atLeast = 3 } }, "managementSettings { version }");
        var first = await work.Ask();
        await work.Outside.Forward(TimeSpan.FromMinutes(30));
        await work.Answer("sue", first);
        await work.Answer("sue", await work.Ask());
        Assert.False((await Report(work)).GetProperty("isFriction").GetBoolean()); // two answers are too few to judge
        await work.Answer("sue", await work.Ask(), "REFUSE");
        var group = await Report(work);
        Assert.True(group.GetProperty("isFriction").GetBoolean());
        Assert.Equal(
            (3, 2, 1, 0.6667m, 0),
            (Number(group, "askedCount"), Number(group, "grantedCount"), Number(group, "refusedCount"), Decimal(group, "grantedShare"), Number(group, "byDefaultCount")));
        Assert.Equal((0.5m, 0.5m), (Decimal(group, "hoursWaited"), Decimal(group.GetProperty("wait"), "percentile90")));
        Assert.Equal((0.5m, 0m), (Decimal(group, "businessHoursWaited"), Decimal(group.GetProperty("businessWait"), "median"))); // it is always open here
        Assert.Equal(1, group.GetProperty("decisions").GetProperty("nodes").GetArrayLength());
    }

    [Fact]
    public async Task A_default_counts_as_an_answer_that_nobody_gave()
    {
        var work = await WorkTenant.New();
        await work.Define();
        await work.Ask();
        await work.Outside.Forward(TimeSpan.FromHours(1));
        await work.Outside.Forward(TimeSpan.FromHours(2));
        var group = await Report(work);
        Assert.Equal((1, 1, 1), (Number(group, "refusedCount"), Number(group, "byDefaultCount"), Number(group, "passedOnCount")));
    }

    private static async Task<JsonElement> Report(WorkTenant work)
    {
        var today = (await work.Now()).UtcDateTime;
        var found = await work.Outside.Ask(
            "sue",
            """
            query($from: Date!, $to: Date!) { decisionFriction(from: $from, to: $to) {
              type askedCount grantedCount refusedCount byDefaultCount passedOnCount grantedShare isFriction hoursWaited businessHoursWaited businessWait { median }
              wait { mean median percentile90 } decisions(of: REFUSED) { nodes { id } } } }
            """,
            new { from = Day(today.AddDays(-2)), to = Day(today.AddDays(2)) });
        return found.GetProperty("decisionFriction").EnumerateArray().Single();
    }

    private static string Day(DateTime day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static int Number(JsonElement thing, string field) => thing.GetProperty(field).GetInt32();

    private static decimal Decimal(JsonElement thing, string field) => decimal.Parse(Text(thing, field), CultureInfo.InvariantCulture);
}
