using System.Text.Json;
using CarePlatform.Intake.Contracts;
using Xunit;

namespace CarePlatform.Coordination.Tests;

public sealed class WorkItemQueriesTests
{
    [Fact]
    public async Task A_long_list_is_paged_by_due_time_without_gap_or_double()
    {
        var work = await WorkTenant.New();
        for (var i = 0; i < 7; i++)
        {
            await work.Inquiry("ada");
        }

        var (seen, after) = (new List<string>(), (string?)null);
        do
        {
            var page = (await work.Outside.Ask(
                "ada", "query($a: String) { myWork(first: 3, after: $a) { nodes { id dueAt } pageInfo { endCursor hasNextPage } totalCount } }",
                new { a = after })).GetProperty("myWork");
            Assert.Equal(7, page.GetProperty("totalCount").GetInt32());
            seen.AddRange(page.GetProperty("nodes").EnumerateArray().Select(n => Text(n, "dueAt") + Text(n, "id")));
            after = page.GetProperty("pageInfo").GetProperty("hasNextPage").GetBoolean() ? Text(page.GetProperty("pageInfo"), "endCursor") : null;
        }
        while (after is not null);
        Assert.Equal(7, seen.Distinct().Count());
        Assert.Equal(seen.Order(StringComparer.Ordinal), seen);
    }

    [Fact]
    public async Task A_team_sees_its_queue_and_what_its_people_own_and_others_do_not()
    {
        var work = await WorkTenant.New();
        await work.Inquiry();
        await work.Inquiry("ada");
        Assert.Equal(2, await Count(work, "ben", TeamWork(work)));
        Assert.Equal(2, await Count(work, "sue", TeamWork(work)));
        Assert.Equal(0, await Count(work, "eve", TeamWork(work)));
        Assert.Equal(1, await Count(work, "ben", TeamWork(work, "unclaimed: true")));
        Assert.Equal(0, await Count(work, "ben", "myWork { totalCount }"));
        var counts = (await work.Outside.Ask("sue", $"{{ teamWorkCounts(team: \"{work.FrontDoor}\") {{ open calm overdue unclaimed }} }}")).GetProperty("teamWorkCounts");
        Assert.Equal("{\"open\":2,\"calm\":2,\"overdue\":0,\"unclaimed\":1}", counts.GetRawText());
    }

    [Fact]
    public async Task Lists_are_narrowed_by_state_urgency_template_and_client()
    {
        var work = await WorkTenant.New();
        var (late, early) = (await work.Inquiry("ada"), await work.Inquiry("ada"));
        await work.Happened(late.Triaged(Acuity.Urgent, await work.Now()), early.Triaged(Acuity.Routine, await work.Now()));
        await work.Outside.Forward(TimeSpan.FromDays(3));
        Assert.Equal(1, await Count(work, "sue", "workItems(where: { overdue: true }) { totalCount }"));
        Assert.Equal(1, await Count(work, "sue", "workItems(where: { urgency: OVERDUE, escalated: true }) { totalCount }"));
        Assert.Equal(1, await Count(work, "sue", "workItems(where: { urgency: CALM }) { totalCount }"));
        Assert.Equal(1, await Count(work, "sue", $"workItems(where: {{ client: \"{early.Client}\" }}) {{ totalCount }}"));
        Assert.Equal(2, await Count(work, "sue", "workItems(where: { state: COMPLETED, step: \"triage\" }) { totalCount }"));
        Assert.Equal(0, await Count(work, "sue", "workItems(where: { template: \"welcome-call\" }) { totalCount }"));
        Assert.Equal(1, await Count(work, "sue", "myWork(where: { template: \"front-door\" }) { totalCount }"));
    }

    [Fact]
    public async Task One_item_and_its_run_are_found_by_whoever_may_see_them_and_by_nobody_else()
    {
        var work = await WorkTenant.New();
        var item = Text(await work.Find(await work.Inquiry("ada"), "triage"), "id");
        var seen = (await work.Outside.Ask("ada", One(item))).GetProperty("workItem");
        Assert.Equal(["triage:OPEN", "first-appointment:PENDING"], seen.GetProperty("workflow").GetProperty("steps").EnumerateArray()
            .Select(s => $"{Text(s, "key")}:{Text(s, "state")}"));
        Assert.Equal(JsonValueKind.Null, (await work.Outside.Ask("eve", One(item))).GetProperty("workItem").ValueKind);
        var run = Text(seen.GetProperty("workflow"), "id");
        Assert.Equal(JsonValueKind.Null, (await work.Outside.Ask("eve", $"{{ workflow(id: \"{run}\") {{ id }} }}")).GetProperty("workflow").ValueKind);
        Assert.Equal(JsonValueKind.Null, (await work.Outside.Ask("eve", $"{{ node(id: \"{run}\") {{ id }} }}")).GetProperty("node").ValueKind);
        var other = await WorkTenant.New();
        Assert.Equal(JsonValueKind.Null, (await other.Outside.Ask("sue", One(item))).GetProperty("workItem").ValueKind);
    }

    private static string One(string id) => $"{{ workItem(id: \"{id}\") {{ title workflow {{ id steps {{ key state after item {{ id }} }} }} }} }}";

    private static string TeamWork(WorkTenant work, string where = "") => $"teamWork(team: \"{work.FrontDoor}\", where: {{ {where} }}) {{ totalCount }}";

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;

    private static async Task<int> Count(WorkTenant work, string who, string list) =>
        (await work.Outside.Ask(who, $"{{ {list} }}")).EnumerateObject().Single().Value.GetProperty("totalCount").GetInt32();
}
