using System.Text.Json;
using CarePlatform.Testing;
using Xunit;

namespace CarePlatform.Coordination.Tests;

/// <summary>Boards, heard over event streams as a client hears them.</summary>
public sealed class BoardSubscriptionsTests
{
    private const string Board = """
        subscription($t: ID!) {
          boardChanged(team: $t) {
            board { counts { open } targets { target { title } actual } problems(first: 5) { nodes { title } } escalations(first: 5) { nodes { step } } }
            wall { counts { open } }
          }
        }
        """;

    [Fact]
    public async Task A_board_comes_at_once_and_again_with_the_work_of_its_team()
    {
        var work = await WorkTenant.New();
        await using var board = await Listen(work, "sue");
        Assert.Equal((0, 0), Open(await board.Next()));
        var inquiry = await work.Inquiry();
        Assert.Equal((1, 1), Open(await board.Next()));
        await work.Happened(inquiry.Resolved);
        Assert.Equal((0, 0), Open(await board.Next()));
    }

    [Fact]
    public async Task What_people_write_on_a_board_is_seen_by_everybody_who_looks_at_it()
    {
        var work = await WorkTenant.New();
        await using var board = await Listen(work, "ada");
        await board.Next();
        await work.Outside.Do(
            "sue", "setBoardTarget", new { team = work.FrontDoor.ToString(), figure = "OVERDUE", goal = "0", title = "Nothing late" }, "boardTarget { id }");
        Assert.Equal("Nothing late", (await Next(board)).GetProperty("targets")[0].GetProperty("target").GetProperty("title").GetString());
        var problem = await work.Outside.Do("ben", "raiseProblem", new { team = work.FrontDoor.ToString(), title = "The phone is dead" }, "problem { id }");
        Assert.Single((await Next(board)).GetProperty("problems").GetProperty("nodes").EnumerateArray());
        await work.Outside.Do(
            "sue", "resolveProblem", new { problem = problem.GetProperty("id").GetString(), resolution = "A new one" }, "problem { id }");
        Assert.Empty((await Next(board)).GetProperty("problems").GetProperty("nodes").EnumerateArray());
    }

    [Fact]
    public async Task An_escalation_stands_on_the_board_until_somebody_answers()
    {
        var work = await WorkTenant.New();
        var triage = await work.Find(await work.Inquiry("ada"), "triage");
        await using var board = await Listen(work, "dan");
        await board.Next();
        await work.Outside.Forward(TimeSpan.FromMinutes(20));
        Assert.Single((await Next(board)).GetProperty("escalations").GetProperty("nodes").EnumerateArray());
        await work.Outside.Do("sue", "acknowledgeEscalation", new { item = triage.GetProperty("id").GetString() }, WorkTenant.Item);
        Assert.Empty((await Next(board)).GetProperty("escalations").GetProperty("nodes").EnumerateArray());
    }

    [Fact]
    public async Task Whoever_may_not_see_a_teams_work_does_not_see_its_board()
    {
        var work = await WorkTenant.New();
        await using var board = await Listen(work, "eve");
        Assert.Null(await board.NextOrEnd());
    }

    [Fact]
    public async Task Once_boards_are_switched_off_nothing_more_is_heard_of_them()
    {
        var work = await WorkTenant.New();
        await using var board = await Listen(work, "sue");
        await board.Next();
        await work.Outside.Do("admin", "switchFeature", new { feature = "coordination.daily", on = false }, "featureChange { turnsOff }");
        await work.Inquiry();
        var answer = await board.NextOrEnd();
        Assert.Equal("FORBIDDEN", answer?.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString());
        Assert.Null(await board.NextOrEnd());
        await using var anew = await Listen(work, "sue");
        answer = await anew.NextOrEnd();
        Assert.Equal("FEATURE_DISABLED", answer?.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString());
    }

    private static Task<TestSubscription> Listen(WorkTenant work, string person) =>
        TestSubscription.Open(work.Outside, person, Board, new { t = work.FrontDoor.ToString() });

    private static async Task<JsonElement> Next(TestSubscription board) => (await board.Next()).GetProperty("board");

    private static (int Board, int Wall) Open(JsonElement change) => (Open(change, "board"), Open(change, "wall"));

    private static int Open(JsonElement change, string which) => change.GetProperty(which).GetProperty("counts").GetProperty("open").GetInt32();
}
