using System.Text.Json;
using Xunit;

namespace CarePlatform.Coordination.Tests;

public sealed class HoldWorkItemTests
{
    [Fact]
    public async Task An_item_on_hold_is_not_overdue_tells_nobody_and_goes_on_by_itself()
    {
        var work = await WorkTenant.New();
        var triage = await work.Find(await work.Inquiry("ada"), "triage");
        var now = await work.Now();
        var held = await work.Outside.Do("ada", "holdWorkItem", Input(triage, now.AddHours(3)), "workItem { clock holdReason heldUntil }");
        Assert.Equal(("ON_HOLD", "hospitalised"), (held.GetProperty("clock").GetString(), held.GetProperty("holdReason").GetString()));

        await work.Outside.Forward(TimeSpan.FromHours(2));
        var counts = await work.Outside.Ask("ada", "{ myWorkCounts { open overdue calm escalated } myWork(where: { overdue: true }) { nodes { id } } }");
        Assert.Equal("""{"open":1,"overdue":0,"calm":1,"escalated":0}""", counts.GetProperty("myWorkCounts").GetRawText().Replace(" ", "", StringComparison.Ordinal));
        Assert.Equal(0, counts.GetProperty("myWork").GetProperty("nodes").GetArrayLength());

        await work.Outside.Forward(TimeSpan.FromHours(2));
        var item = (await work.Outside.Ask("sue", "query($id: ID!) { workItem(id: $id) { clock heldSince rung dueAt history { what reason } } }",
            new { id = triage.GetProperty("id").GetString() })).GetProperty("workItem");
        Assert.Equal(("BREACHED_OPEN", JsonValueKind.Null, 1), (item.GetProperty("clock").GetString(), item.GetProperty("heldSince").ValueKind, item.GetProperty("rung").GetInt32()));
        Assert.Contains(item.GetProperty("history").EnumerateArray(), h => h.GetProperty("what").GetString() == "RESUMED");
    }

    [Fact]
    public async Task A_second_hold_one_in_the_past_and_one_of_another_team_are_refused()
    {
        var work = await WorkTenant.New();
        var inquiry = await work.Inquiry("ada");
        var triage = await work.Find(inquiry, "triage");
        var later = (await work.Now()).AddDays(1);
        Assert.Equal("NotFound", await Refusal(work, "eve", Input(triage, later)));
        Assert.Equal("InvalidInput", await Refusal(work, "ada", Input(triage, later.AddDays(-2))));
        await work.Outside.Do("ada", "holdWorkItem", Input(triage, later), WorkTenant.Item);
        Assert.Equal("AlreadyOnHold", await Refusal(work, "ada", Input(triage, later)));
        await work.Happened(inquiry.Resolved);
        Assert.Equal("WorkItemClosed", await Refusal(work, "ada", Input(triage, later)));
    }

    [Fact]
    public async Task A_step_is_held_no_longer_than_its_template_lets_it()
    {
        var work = await WorkTenant.New();
        var call = SomeTemplate.WelcomeCall();
        call["steps"]![0]!["holdAtMost"] = "2 calendar days";
        await work.Publish(await work.Draft(call));
        var item = await work.Find(await work.Inquiry("ada"), "call");
        Assert.Equal("HoldTooLong", await Refusal(work, "ada", Input(item, (await work.Now()).AddDays(5))));
        await work.Outside.Do("ada", "holdWorkItem", Input(item, (await work.Now()).AddDays(1)), WorkTenant.Item);
    }

    private static object Input(JsonElement item, DateTimeOffset until) =>
        new { item = item.GetProperty("id").GetString(), reason = "HOSPITALISED", until };

    private static async Task<string?> Refusal(WorkTenant work, string who, object input) =>
        (await work.Outside.Refused(who, "holdWorkItem", input, WorkTenant.Item))[0].GetProperty("__typename").GetString();
}
