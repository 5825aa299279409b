using System.Text.Json;
using CarePlatform.Coordination.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CarePlatform.Coordination.Tests;

public sealed class HandOffWorkItemsTests
{
    private const string Thing = "handoff { count handedOver refused { item why } }";

    [Fact]
    public async Task Many_items_change_hands_at_once_and_each_keeps_the_note()
    {
        var work = await WorkTenant.New();
        var inquiries = new[] { await work.Inquiry("ada"), await work.Inquiry("ada"), await work.Inquiry("ada") };
        var items = new List<string>();
        foreach (var inquiry in inquiries)
        {
            items.Add(await Triage(work, inquiry));
        }

        var given = await work.Outside.Do("sue", "handOffWorkItems", Input(work, items, owner: "ben"), Thing);
        Assert.Equal(3, given.GetProperty("count").GetInt32());
        Assert.Equal(0, given.GetProperty("refused").GetArrayLength());
        foreach (var inquiry in inquiries)
        {
            var triage = await work.Find(inquiry, "triage");
            Assert.Equal(
                ("Ben", "front-door"),
                (triage.GetProperty("owner").GetProperty("name").GetString(), triage.GetProperty("team").GetProperty("key").GetString()));
            var last = triage.GetProperty("history").EnumerateArray().Last();
            Assert.Equal(
                ("REASSIGNED", "absence", "Call first.", "Sue"),
                (Text(last, "what"), Text(last, "reason"), Text(last, "note"), Text(last.GetProperty("by"), "name")));
        }
    }

    [Fact]
    public async Task What_cannot_be_given_says_why_and_the_rest_changes_hands()
    {
        var work = await WorkTenant.New();
        var (open, ended, changed) = (await work.Inquiry("ada"), await work.Inquiry("ada"), await work.Inquiry("ada"));
        var items = new[] { await Triage(work, open), await Triage(work, ended), await Triage(work, changed), Id.New<WorkItemId>(TimeProvider.System).ToString() };
        await work.Happened(ended.Resolved);
        var input = new
        {
            items = new object[] { new { item = items[0] }, new { item = items[1] }, new { item = items[2], expectedVersion = 99 }, new { item = items[3] } },
            reason = "WORKLOAD",
            note = "Please.",
            team = work.Housing.ToString(),
        };
        var given = await work.Outside.Do("sue", "handOffWorkItems", input, Thing);
        Assert.Equal([items[0]], given.GetProperty("handedOver").EnumerateArray().Select(i => i.GetString()));
        Assert.Equal(
            [(items[1], "CLOSED"), (items[2], "CHANGED"), (items[3], "NOT_FOUND")],
            given.GetProperty("refused").EnumerateArray().Select(r => (Text(r, "item"), Text(r, "why"))));
        Assert.Equal("housing", (await work.Find(open, "triage")).GetProperty("team").GetProperty("key").GetString());
        Assert.Equal("Ada", (await work.Find(changed, "triage")).GetProperty("owner").GetProperty("name").GetString());
    }

    [Fact]
    public async Task Work_outside_the_role_stays_where_it_is()
    {
        var work = await WorkTenant.New();
        var item = await Triage(work, await work.Inquiry());
        var bounds = new { outside = "REFUSED", roles = new[] { new { key = "intake-worker", kinds = new[] { "CLINICAL_CARE" } } } };
        await work.Outside.Do("sue", "changeRoleBoundaries", bounds, "roleBoundaries { version }");
        var given = await work.Outside.Do("sue", "handOffWorkItems", Input(work, [item], owner: "ben"), Thing);
        Assert.Equal("OUTSIDE_ROLE", Text(given.GetProperty("refused")[0], "why"));
        await work.Outside.Do(
            "sue", "changeRoleBoundaries", new { outside = "FLAGGED", bounds.roles }, "roleBoundaries { version }");
        var flagged = await work.Outside.Do("sue", "handOffWorkItems", Input(work, [item], owner: "ben"), Thing);
        Assert.Equal(1, flagged.GetProperty("count").GetInt32());
    }

    [Fact]
    public async Task The_histories_have_no_gap_and_the_next_event_still_finds_its_run()
    {
        var work = await WorkTenant.New();
        var inquiry = await work.Inquiry("ada");
        await work.Outside.Do("sue", "handOffWorkItems", Input(work, [await Triage(work, inquiry)], owner: "ben"), Thing);
        await work.Happened(inquiry.Triaged(Intake.Contracts.Acuity.Routine, await work.Now()));
        var numbers = await work.In(async services =>
        {
            var db = services.GetRequiredService<CoordinationDb>();
            return await db.History.OrderBy(h => h.Number).Select(h => h.Number).ToListAsync(TestContext.Current.CancellationToken);
        });
        Assert.Equal(Enumerable.Range(1, numbers.Count), numbers);
        Assert.Contains(await work.All("sue", inquiry), i => Text(i, "step") == "first-appointment");
    }

    [Fact]
    public async Task Without_a_note_a_receiver_or_items_nothing_is_done()
    {
        var work = await WorkTenant.New();
        var item = await Triage(work, await work.Inquiry("ada"));
        Assert.Equal("InvalidInput", await Refusal(work, new { items = new[] { new { item } }, reason = "SKILL", note = " ", team = work.Housing.ToString() }));
        Assert.Equal("InvalidInput", await Refusal(work, new { items = new[] { new { item } }, reason = "SKILL", note = "x" }));
        Assert.Equal("InvalidInput", await Refusal(work, Input(work, [], owner: "ben")));
        Assert.Equal("InvalidInput", await Refusal(work, Input(work, [item, item], owner: "ben")));
        await work.SendAway("ben");
        Assert.Equal("OwnerAway", await Refusal(work, Input(work, [item], owner: "ben")));
    }

    private static object Input(WorkTenant work, IEnumerable<string> items, string owner) => new
    {
        items = items.Select(item => new { item }),
        reason = "ABSENCE",
        note = "Call first.",
        owner = work.People[owner].ToString(),
    };

    private static async Task<string> Triage(WorkTenant work, SomeInquiry inquiry) => Text(await work.Find(inquiry, "triage"), "id");

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;

    private static async Task<string?> Refusal(WorkTenant work, object input) =>
        (await work.Outside.Refused("sue", "handOffWorkItems", input, Thing))[0].GetProperty("__typename").GetString();
}
