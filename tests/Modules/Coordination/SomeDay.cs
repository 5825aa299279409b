using System.Text.Json;

namespace CarePlatform.Coordination.Tests;

/// <summary>Daily management as the people of a front door do it.</summary>
internal static class SomeDay
{
    public const string Problem = """
        problem {
          id state tier title version stopsTemplate asked { name } raisedBy { name } answerDueAt missedCount mayAnswer resolvedAt
          history { what tier by { name } asked { name } words }
        }
        """;

    public const string Huddle = """
        huddle {
          id kind day version closedAt startedBy { name } attendance { name } answers { key answer }
          agenda { topic about words } barriers { id text owner { name } dueOn removedAt }
        }
        """;

    public const string Barrier = "barrier { id text owner { name } dueOn removedAt removedBy { name } huddle { id } }";

    public const string Target = "boardTarget { id title figure goal removedAt }";

    public static Task<JsonElement> Raise(this WorkTenant work, string person = "ada") => work.Outside.Do(
        person, "raiseProblem", new { team = work.FrontDoor.ToString(), title = "The printer is out of ink" }, Problem);

    public static Task<JsonElement> TierUp(this WorkTenant work, JsonElement problem, string person = "sue") =>
        work.Outside.Do(person, "tierUpProblem", new { problem = SomeDecision.Of(problem) }, Problem);

    public static async Task<JsonElement> Problems(this WorkTenant work, string person, string where = "{}") => (await work.Outside.Ask(
        person, $"{{ problems(where: {where}) {{ nodes {Problem["problem".Length..]} }} }}")).GetProperty("problems").GetProperty("nodes");

    public static Task<JsonElement> Start(this WorkTenant work, string kind = "DAILY") => work.Outside.Do(
        "sue", "startHuddle", new { team = work.FrontDoor.ToString(), kind }, Huddle);

    public static async Task<JsonElement> Board(this WorkTenant work, string person, string fields) => (await work.Outside.Ask(
        person, $"query($t: ID!) {{ board(team: $t) {{ {fields} }} }}", new { t = work.FrontDoor.ToString() })).GetProperty("board");
}
