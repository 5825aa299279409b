using System.Text.Json;
using System.Text.Json.Nodes;
using Xunit;

namespace CarePlatform.Coordination.Tests;

/// <summary>Decisions that an escalation asks for.</summary>
public sealed class AskedByEscalationTests
{
    private const string Decisions = "{ decisionRequests(first: 10) { nodes { id question version askedBy { name } decider { name } checklist { key answer known } } } }";

    [Fact]
    public async Task A_step_that_is_not_done_asks_whoever_has_the_right_to_decide_once_and_the_answer_stands_in_its_history()
    {
        var work = await WorkTenant.New();
        await work.Define(Rule(required: false));
        await work.Publish(await work.Draft(Asking("extra-visit")));
        var (inquiry, call) = await Overdue(work);
        Assert.Equal(["ESCALATED overdue Sue", "DECISION_ASKED extra-visit Sue"], History(call).TakeLast(2));
        var request = Assert.Single(await Asked(work));
        Assert.Equal("An extra visit: Call the client", request.GetProperty("question").GetString());
        Assert.Equal((JsonValueKind.Null, "Sue"), (request.GetProperty("askedBy").ValueKind, SomeDecision.Name(request, "decider")));
        Assert.Equal(
            ["why  False", "step Call the client True"],
            request.GetProperty("checklist").EnumerateArray().Select(l => $"{l.GetProperty("key")} {l.GetProperty("answer")} {l.GetProperty("known")}"));

        await work.Answer("sue", request);
        await work.Outside.Quiet();
        Assert.Equal("DECISION_ANSWERED grant ", History(await work.Find(inquiry, "call"))[^1]);
    }

    [Fact]
    public async Task When_nobody_answers_the_default_stands_in_the_history()
    {
        var work = await WorkTenant.New();
        await work.Define(Rule(required: false));
        await work.Publish(await work.Draft(Asking("extra-visit")));
        var (inquiry, _) = await Overdue(work);
        await work.Outside.Forward(TimeSpan.FromHours(4));
        Assert.Equal("DECISION_ANSWERED refuse-by-default ", History(await work.Find(inquiry, "call"))[^1]);
    }

    [Fact]
    public async Task What_is_required_and_not_known_is_told_in_the_history_and_nobody_is_asked()
    {
        var work = await WorkTenant.New();
        await work.Define(Rule(required: true));
        Assert.Equal(
            ("definition.steps[0].escalation[0].decision",
                "\"extra-visit\" must be told: Why? No fact says it, so an escalation cannot ask for it. Name the fact, or let the question be optional."),
            await Refusal(work, "cannot-ask", Asking("extra-visit")));

        // The type may be changed later.
        await work.Define(Rule(required: false));
        await work.Publish(await work.Draft(Asking("extra-visit")));
        await work.Define(Rule(required: true));
        var (_, call) = await Overdue(work);
        Assert.Equal(["ESCALATED overdue Sue", "DECISION_NOT_ASKED information-missing "], History(call).TakeLast(2));
        Assert.Equal("An extra visit: Why?", call.GetProperty("history").EnumerateArray().Last().GetProperty("note").GetString());
        Assert.Empty(await Asked(work));
    }

    [Fact]
    public async Task What_is_asked_already_is_not_asked_again_and_a_retired_type_not_at_all()
    {
        var work = await WorkTenant.New();
        await work.Define(Rule(required: false));
        await work.Publish(await work.Draft(Asking("extra-visit", "extra-visit")));
        var (_, call) = await Overdue(work);
        Assert.Contains("DECISION_NOT_ASKED already-asked ", History(call));
        Assert.Single(await Asked(work));

        var other = await WorkTenant.New();
        var type = await other.Outside.Do("admin", "defineDecisionType", Rule(required: false), SomeDecision.Type);
        await other.Publish(await other.Draft(Asking("extra-visit")));
        await other.Outside.Do("admin", "retireDecisionType", new { type = SomeDecision.Of(type) }, SomeDecision.Type);
        Assert.Equal("DECISION_NOT_ASKED decision-type-retired ", History((await Overdue(other)).Call)[^1]);
        Assert.Empty(await Asked(other));
    }

    [Fact]
    public async Task A_type_that_is_not_in_the_registry_and_half_a_rung_are_refused_with_their_place()
    {
        var work = await WorkTenant.New();
        Assert.Equal(
            ("definition.steps[0].escalation[0].decision", "No decision type \"extra-visit\" is in force."), await Refusal(work, "unknown", Asking("extra-visit")));
        var nameless = Asking("extra-visit");
        nameless["steps"]![0]!["escalation"]![0]!.AsObject().Remove("decision");
        Assert.Equal(
            ("definition.steps[0].escalation[0].decision", "Name the decision type that the escalation asks for by its key."), await Refusal(work, "nameless", nameless));
        var unasked = Asking("extra-visit");
        unasked["steps"]![0]!["escalation"]![0]!["do"] = new JsonArray("notify");
        Assert.Equal(
            ("definition.steps[0].escalation[0].do", "The decision extra-visit is named but not asked for: add \"ask-decision\"."),
            await Refusal(work, "unasked", unasked));
    }

    private static async Task<(SomeInquiry Inquiry, JsonElement Call)> Overdue(WorkTenant work)
    {
        var inquiry = await work.Inquiry("ada");
        await work.Outside.Forward(TimeSpan.FromHours(2));
        return (inquiry, await work.Find(inquiry, "call"));
    }

    private static async Task<IReadOnlyList<JsonElement>> Asked(WorkTenant work) =>
        [.. (await work.Outside.Ask("sue", Decisions)).GetProperty("decisionRequests").GetProperty("nodes").EnumerateArray()];

    private static List<string> History(JsonElement item) => [.. item.GetProperty("history").EnumerateArray()
        .Select(h => $"{h.GetProperty("what").GetString()} {h.GetProperty("reason").GetString()} {SomeDecision.Name(h, "owner")}")];

    private static object Rule(bool required) => new
    {
        key = "extra-visit",
        title = "An extra visit",
        information = new object[] { new { key = "why", text = "Why?", required }, new { key = "step", text = "Which step?", required = true, fact = "item.title" } },
        stages = new object[] { new { to = new object[] { new { supervisor = true } }, within = "1 hour" } },
        otherwise = "REFUSE",
    };

    // One rung for each decision, a minute apart.
    private static JsonNode Asking(params string[] decisions)
    {
        var definition = SomeTemplate.WelcomeCall();
        definition["steps"]![0]!["timeFrame"] = new JsonObject { ["limit"] = "1 hours" };
        definition["steps"]![0]!["escalation"] = new JsonArray([.. decisions.Select((decision, i) => new JsonObject
        {
            ["after"] = i == 0 ? "due" : $"due + {i} minutes",
            ["to"] = new JsonArray(new JsonObject { ["role"] = "supervisor" }),
            ["do"] = new JsonArray("notify", "ask-decision"),
            ["decision"] = decision,
        })]);
        return definition;
    }

    private static async Task<(string? Path, string? Problem)> Refusal(WorkTenant work, string key, JsonNode definition)
    {
        definition["key"] = key;
        var draft = await work.Draft(definition);
        var error = (await work.Outside.Refused(
            "admin", "publishWorkflowTemplate", new { template = draft.GetProperty("id").GetString() }, SomeTemplate.Template))[0];
        return (error.GetProperty("path").GetString(), error.GetProperty("message").GetString());
    }
}
