using System.Text.Json;
using CarePlatform.Platform;
using Xunit;

namespace CarePlatform.Coordination.Tests;

public sealed class ReassignWorkItemTests
{
    [Fact]
    public async Task The_supervisor_gives_an_item_to_somebody_else_with_a_reason()
    {
        var work = await WorkTenant.New();
        var triage = await work.Find(await work.Inquiry("ada"), "triage");
        var given = await work.Outside.Do(
            "sue", "reassignWorkItem", new { item = Of(triage), owner = work.People["ben"].ToString(), reason = "WORKLOAD" }, WorkTenant.Item);
        Assert.Equal("Ben", given.GetProperty("owner").GetProperty("name").GetString());
        Assert.Equal("front-door", given.GetProperty("team").GetProperty("key").GetString());
        var last = given.GetProperty("history").EnumerateArray().Last();
        Assert.Equal(
            ("REASSIGNED", "workload", "Sue", "Ben"),
            (Text(last, "what"), Text(last, "reason"), Text(last.GetProperty("by"), "name"), Text(last.GetProperty("owner"), "name")));
    }

    [Fact]
    public async Task An_item_goes_back_to_a_queue_and_to_another_team()
    {
        var work = await WorkTenant.New();
        var triage = await work.Find(await work.Inquiry("ada"), "triage");
        var queued = await work.Outside.Do(
            "sue", "reassignWorkItem", new { item = Of(triage), team = work.Housing.ToString(), reason = "SKILL" }, WorkTenant.Item);
        Assert.Equal(JsonValueKind.Null, queued.GetProperty("owner").ValueKind);
        Assert.Equal("housing", queued.GetProperty("team").GetProperty("key").GetString());
        var claimed = await work.Outside.Do("eve", "claimWorkItem", new { item = Of(triage) }, WorkTenant.Item);
        Assert.Equal("Eve", claimed.GetProperty("owner").GetProperty("name").GetString());
    }

    [Fact]
    public async Task Nobody_in_particular_and_nobody_who_exists_are_refused()
    {
        var work = await WorkTenant.New();
        var triage = await work.Find(await work.Inquiry("ada"), "triage");
        Assert.Equal("InvalidInput", await Refusal(work, new { item = Of(triage), reason = "ABSENCE" }));
        var nobody = Id.New<UserId>(TimeProvider.System).ToString();
        Assert.Equal("NotFound", await Refusal(work, new { item = Of(triage), owner = nobody, reason = "ABSENCE" }));
        Assert.Equal("VersionConflict", await Refusal(work, new { item = Of(triage), team = work.Housing.ToString(), reason = "ABSENCE", expectedVersion = 9 }));
        var denied = await work.Outside.Send(
            "ada", $"mutation {{ reassignWorkItem(input: {{ item: \"{Of(triage)}\", team: \"{work.Housing}\", reason: SKILL }}) {{ errors {{ code }} }} }}");
        Assert.Contains("FORBIDDEN", denied.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Somebody_who_is_away_gets_nothing()
    {
        var work = await WorkTenant.New();
        var triage = await work.Find(await work.Inquiry("ada"), "triage");
        await work.SendAway("ben");
        Assert.Equal("OwnerAway", await Refusal(work, new { item = Of(triage), owner = work.People["ben"].ToString(), reason = "ABSENCE" }));
    }

    private static string Of(JsonElement item) => Text(item, "id");

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;

    private static async Task<string?> Refusal(WorkTenant work, object input) =>
        (await work.Outside.Refused("sue", "reassignWorkItem", input, WorkTenant.Item))[0].GetProperty("__typename").GetString();
}
