using System.Text.Json;
using Xunit;

namespace CarePlatform.Coordination.Tests;

public sealed class SnoozeWorkItemTests
{
    private const string Thing = "workItem { id snoozedUntil snoozeReason dueAt version }";

    [Fact]
    public async Task What_is_put_aside_leaves_my_work_and_comes_back_at_its_time()
    {
        var work = await WorkTenant.New();
        var inquiry = await work.Inquiry("ada");
        var snoozed = await work.Outside.Do("ada", "snoozeWorkItem", await Input(work, inquiry, minutes: 10), Thing);
        Assert.Equal("planned", snoozed.GetProperty("snoozeReason").GetString());
        Assert.Empty(await Mine(work));
        Assert.Single(await Mine(work, "where: { snoozed: true }"));
        Assert.Single(await work.All("sue", inquiry));
        await work.Outside.Forward(TimeSpan.FromMinutes(11));
        Assert.Single(await Mine(work));
        Assert.Equal(
            ["SNOOZED", "RETURNED"],
            (await work.Find(inquiry, "triage")).GetProperty("history").EnumerateArray().Select(h => h.GetProperty("what").GetString()).TakeLast(2));
    }

    [Fact]
    public async Task Past_its_due_time_it_is_put_aside_only_by_somebody_who_says_so_and_is_escalated_meanwhile()
    {
        var work = await WorkTenant.New();
        var inquiry = await work.Inquiry("ada");
        Assert.Equal("PastDueTime", await Refusal(work, "ada", await Input(work, inquiry, minutes: 60)));
        await work.Outside.Do("ada", "snoozeWorkItem", await Input(work, inquiry, minutes: 60, pastDue: true), Thing);
        await work.Outside.Forward(TimeSpan.FromMinutes(20));
        var triage = await work.Find(inquiry, "triage");
        Assert.Equal(("Sue", 1), (triage.GetProperty("owner").GetProperty("name").GetString(), triage.GetProperty("rung").GetInt32()));
        Assert.Single(await Mine(work, by: "sue"));
    }

    [Fact]
    public async Task Whoever_gets_it_from_somebody_else_sees_it_at_once()
    {
        var work = await WorkTenant.New();
        var inquiry = await work.Inquiry("ada");
        await work.Outside.Do("ada", "snoozeWorkItem", await Input(work, inquiry, minutes: 10), Thing);
        var item = (await work.Find(inquiry, "triage")).GetProperty("id").GetString();
        await work.Outside.Do("sue", "reassignWorkItem", new { item, owner = work.People["ben"].ToString(), reason = "WORKLOAD" }, WorkTenant.Item);
        Assert.Single(await Mine(work, by: "ben"));
    }

    [Fact]
    public async Task Only_the_owner_puts_it_aside_and_only_until_a_time_to_come()
    {
        var work = await WorkTenant.New();
        var inquiry = await work.Inquiry("ada");
        Assert.Equal("NotYours", await Refusal(work, "sue", await Input(work, inquiry, minutes: 10)));
        Assert.Equal("InvalidInput", await Refusal(work, "ada", await Input(work, inquiry, minutes: -1)));
        var input = await Input(work, inquiry, minutes: 10);
        await work.Happened(inquiry.Resolved);
        Assert.Equal("WorkItemClosed", await Refusal(work, "ada", input));
    }

    private static async Task<object> Input(WorkTenant work, SomeInquiry inquiry, int minutes, bool pastDue = false) => new
    {
        item = (await work.Find(inquiry, "triage")).GetProperty("id").GetString(),
        until = (await work.Now()).AddMinutes(minutes),
        reason = "PLANNED",
        pastDue,
    };

    private static async Task<IReadOnlyList<JsonElement>> Mine(WorkTenant work, string where = "first: 100", string by = "ada") =>
        [.. (await work.Outside.Ask(by, $"{{ myWork({where}) {{ nodes {{ id }} }} }}")).GetProperty("myWork").GetProperty("nodes").EnumerateArray()];

    private static async Task<string?> Refusal(WorkTenant work, string by, object input) =>
        (await work.Outside.Refused(by, "snoozeWorkItem", input, Thing))[0].GetProperty("__typename").GetString();
}
