using System.Text.Json;
using Xunit;

namespace CarePlatform.Coordination.Tests;

/// <summary>Decisions as people ask for them and answer them.</summary>
internal static class SomeDecision
{
    public const string Request = """
        decisionRequest {
          id state stage version question dueAt askedAt byDefault reason mayAnswer otherwise
          type { key } askedBy { name } decider { name } deciderTeam { key } answeredBy { name } team { key }
          checklist { key answer known } turns { stage decider { name } dueAt }
        }
        """;

    public const string Type = "decisionType { id key title version isDefault retiredAt otherwise stages { within to { role supervisor } } information { key required fact } }";

    /// <summary>A rule of one's own: the front door's supervisor has an hour, then the director two, then it is refused.</summary>
    public static object Rule(string key = "extra-visit", string within = "1 hours", string otherwise = "REFUSE") => new
    {
        key,
        title = "An extra visit",
        information = new object[]
        {
            new { key = "why", text = "Why?", required = true },
            new { key = "step", text = "Which step?", required = false, fact = "item.title" },
        },
        stages = new object[]
        {
            new { to = new object[] { new { supervisor = true } }, within = within == "1 hours" ? "1 hour" : within },
            new { to = new object[] { new { role = "clinical-director" } }, within = "2 hours" },
        },
        otherwise,
    };

    public static async Task Define(this WorkTenant work, object? rule = null) =>
        await work.Outside.Do("admin", "defineDecisionType", rule ?? Rule(), Type);

    /// <summary>Ada asks for an extra visit about this item.</summary>
    public static Task<JsonElement> Ask(this WorkTenant work, string? item = null, string person = "ada") => work.Outside.Do(
        person, "askDecision",
        new
        {
            type = "extra-visit",
            question = "May we see them once more?",
            item,
            information = new object[] { new { key = "why", answer = "They asked for it" } },
        },
        Request);

    public static Task<JsonElement> Answer(this WorkTenant work, string person, JsonElement request, string answer = "GRANT") =>
        work.Outside.Do(person, "answerDecision", new { request = Of(request), answer, reason = "It helps" }, Request);

    public static async Task<JsonElement> Find(this WorkTenant work, JsonElement request, string person = "dan") => (await work.Outside.Ask(
        person, $"query($id: ID!) {{ {Request.Replace("decisionRequest {", "decisionRequest(id: $id) {", StringComparison.Ordinal)} }}",
        new { id = Of(request) })).GetProperty("decisionRequest");

    public static string Of(JsonElement thing) => Text(thing, "id");

    public static string Text(JsonElement thing, string field) => thing.GetProperty(field).GetString()!;

    /// <summary>The name of a person in a field, or null.</summary>
    public static string? Name(JsonElement thing, string field) =>
        thing.GetProperty(field) is { ValueKind: JsonValueKind.Object } person ? Text(person, "name") : null;

    public static async Task<IReadOnlyList<string?>> Refusals(this WorkTenant work, string person, string mutation, object input, string thing) =>
        [.. (await work.Outside.Refused(person, mutation, input, thing)).EnumerateArray().Select(e => e.GetProperty("__typename").GetString())];

    public static async Task Forbidden(this WorkTenant work, string person, string mutation) => Assert.Contains(
        "FORBIDDEN", (await work.Outside.Send(person, mutation)).GetRawText(), StringComparison.Ordinal);
}
