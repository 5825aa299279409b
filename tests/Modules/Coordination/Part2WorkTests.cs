using System.Text.Json;
using Xunit;

namespace CarePlatform.Coordination.Tests;

/// <summary>Work that lies with a team of a program under 42 CFR Part 2 says of its client what they seek.</summary>
public sealed class Part2WorkTests
{
    private const string Everywhere = """
        query($t: ID!, $i: ID!, $w: ID!, $d: Date!) {
          workItem(id: $i) { title team { key } }
          workflow(id: $w) { template { key } steps { key state } }
          workItems { totalCount }
          teamWork(team: $t) { totalCount }
          teamWorkCounts(team: $t) { open }
          stalledWork(idleDays: 1) { totalCount }
          bottlenecks(from: $d, to: $d) { step lateCount lateItems(first: 5) { totalCount } }
          byTeam: workflowMeasures(from: $d, to: $d, by: TEAM) { team { key } openedCount items(of: OPENED, first: 5) { totalCount } }
          byStep: workflowMeasures(from: $d, to: $d, by: STEP) { step openedCount items(of: OPENED, first: 5) { totalCount } }
        }
        """;

    [Fact]
    public async Task It_is_in_no_list_number_or_run_of_whoever_works_elsewhere()
    {
        var work = await WorkTenant.New();
        await work.Outside.Do("admin", "changePrivacyPolicy", new
        {
            expectedVersion = 0,
            programs = new[] { new { key = "recovery", title = "Recovery", teams = new[] { work.Housing.ToString() } } },
        }, "privacyPolicy { version }");
        await work.Inquiry("ada");
        var (inquiry, other) = (await work.Inquiry(), await work.Inquiry());
        var (item, left) = (Text(await work.Find(inquiry, "triage"), "id"), Text(await work.Find(other, "triage"), "id"));
        var run = (await work.Outside.Ask("sue", "query($i: ID!) { workItem(id: $i) { workflow { id } } }", new { i = item })).GetProperty("workItem").GetProperty("workflow").GetProperty("id").GetString();
        // A step that the front door cancelled and one that it handed over look the same: there is nothing.
        await work.Outside.Do("sue", "reassignWorkItem", new { item, team = work.Housing.ToString(), reason = "SKILL" }, "workItem { id }");

        var dan = await Seen("dan", item);
        Assert.Equal(JsonValueKind.Null, dan.GetProperty("workItem").ValueKind);
        Assert.Equal(JsonValueKind.Null, dan.GetProperty("workflow").ValueKind);
        Assert.Equal((2, 0, 0), (Total(dan, "workItems"), Total(dan, "teamWork"), dan.GetProperty("teamWorkCounts").GetProperty("open").GetInt32()));
        Assert.DoesNotContain("housing", dan.GetRawText(), StringComparison.Ordinal);
        foreach (var group in dan.GetProperty("byTeam").EnumerateArray().Concat(dan.GetProperty("byStep").EnumerateArray()))
        {
            Assert.Equal((2, 2), (group.GetProperty("openedCount").GetInt32(), Total(group, "items")));
        }

        Assert.Equal("NotFound", (await work.Outside.Refused("dan", "claimWorkItem", new { item }, WorkTenant.Item))[0].GetProperty("__typename").GetString());
        Assert.Equal("housing", (await Seen("eve", item)).GetProperty("workItem").GetProperty("team").GetProperty("key").GetString());
        // Whoever is given it sees it; whoever gave it back does not.
        await work.Outside.Do("eve", "claimWorkItem", new { item }, WorkTenant.Item);
        Assert.Equal(JsonValueKind.Null, (await Seen("sue", item)).GetProperty("workItem").ValueKind);
        Assert.NotEqual(JsonValueKind.Null, (await Seen("dan", left)).GetProperty("workItem").ValueKind);

        async Task<JsonElement> Seen(string by, string id) => await work.Outside.Ask(by, by == "eve" ? "query($i: ID!) { workItem(id: $i) { title team { key } } }" : Everywhere, new
        {
            t = work.Housing.ToString(),
            i = id,
            w = run,
            d = (await work.Now()).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
        });
    }

    [Fact]
    public async Task The_board_and_the_huddles_of_a_program_are_for_its_people()
    {
        var work = await WorkTenant.New();
        var t = work.Housing.ToString();
        await work.Outside.Do("dan", "startHuddle", new { team = t, kind = "DAILY" }, "huddle { id }");
        Assert.NotEqual(JsonValueKind.Null, (await Board("dan")).GetProperty("board").ValueKind);
        await work.Outside.Do("admin", "changePrivacyPolicy", new
        {
            expectedVersion = 0,
            programs = new[] { new { key = "recovery", title = "Recovery", teams = new[] { t } } },
        }, "privacyPolicy { version }");
        var (dan, eve) = (await Board("dan"), await Board("eve"));
        Assert.Equal((JsonValueKind.Null, JsonValueKind.Null), (dan.GetProperty("board").ValueKind, dan.GetProperty("wallBoard").ValueKind));
        Assert.Equal((0, 1), (Total(dan, "huddles"), Total(eve, "huddles")));
        Assert.Equal((JsonValueKind.Object, JsonValueKind.Object), (eve.GetProperty("board").ValueKind, eve.GetProperty("wallBoard").ValueKind));
        Assert.Equal("NotFound", (await work.Outside.Refused("dan", "startHuddle", new { team = t, kind = "DAILY" }, "huddle { id }"))[0].GetProperty("__typename").GetString());

        Task<JsonElement> Board(string by) => work.Outside.Ask(
            by, "query($t: ID!) { board(team: $t) { counts { open } } wallBoard(team: $t) { counts { open } } huddles(team: $t) { totalCount } }", new { t });
    }

    private static int Total(JsonElement of, string list) => of.GetProperty(list).GetProperty("totalCount").GetInt32();

    private static string Text(JsonElement of, string field) => of.GetProperty(field).GetString()!;
}
