using System.Text.Json;
using System.Text.Json.Nodes;
using Xunit;
using static CarePlatform.Coordination.Tests.SomeWork;

namespace CarePlatform.Coordination.Tests;

public sealed class DefinitionReviewTests
{
    [Fact]
    public void What_ships_may_be_published()
    {
        Assert.NotEmpty(DefaultTemplate.All);
        Assert.All(DefaultTemplate.All, t => Assert.Empty(Review(t.Definition)));
    }

    [Fact]
    public void A_step_without_its_four_parts_is_told_about_each_of_them()
    {
        var findings = Review(Changed(d => d["steps"]![1] = new JsonObject { ["key"] = "first-appointment", ["after"] = new JsonArray("triage") }));
        Assert.Equal(
            ["steps[1].title", "steps[1].kind", "steps[1].owner", "steps[1].timeFrame", "steps[1].outcome", "steps[1].escalation"],
            findings.Select(f => f.Path));
        Assert.Contains("The step first-appointment has no owner: say who owes it, and who when they are not there.", findings.Select(f => f.Problem));
        Assert.Contains("The step first-appointment has no time frame: say how long it may take.", findings.Select(f => f.Problem));
    }

    [Fact]
    public void An_empty_definition_is_told_about_everything_at_once() =>
        Assert.Equal(["key", "title", "start", "steps"], Review(new WorkflowDefinition()).Select(f => f.Path));

    [Fact]
    public void A_workflow_that_nobody_could_follow_is_refused()
    {
        var many = Enumerable.Range(0, 5000).Select(i => new StepDefinition { Key = $"step-{i}", After = [$"step-{i - 1}"] });
        Assert.Contains(Review(new WorkflowDefinition { Steps = [.. many] }), f => f.Path == "steps" && f.Problem.Contains("5000", StringComparison.Ordinal));
    }

    [Theory]
    // events and their fields
    [InlineData("start.event", "\"intake.inquiry-recieved@1\"", "start.event", "Did you mean intake.inquiry-received@1?")]
    [InlineData("start.event", "\"coordination.workflow-started@1\"", "start.event", "could start itself for ever")]
    [InlineData("start.subject", "\"inqiry\"", "start.subject", "has no field \"inqiry\"; it has client, door, inquiry")]
    [InlineData("start.subject", "\"receivedAt\"", "start.subject", "holds no id")]
    [InlineData("start.subject", "\"owner\"", "start.subject", "may be absent")]
    [InlineData("start.client", "\"inquiry\"", "start.client", "holds no ClientId")]
    [InlineData("start.where", """{ "field": "door", "equals": "window" }""", "start.where", "is never \"window\": it holds one of walk-in, call")]
    [InlineData("start.where", """{ "any": [{ "field": "door", "atLeast": 1 }] }""", "start.where.any[0]", "is no number")]
    [InlineData("start.where", """{ "field": "receivedAt", "equals": true }""", "start.where", "use \"exists\"")]
    [InlineData("cancel.0.reason", "\"because I say so\"", "cancel[0].reason", "as a code")]
    [InlineData("cancel.0.subject", "\"client\"", "cancel[0].subject", "holds no InquiryId")]
    [InlineData("steps.1.outcome.when.subject", null, "steps[1].outcome.when", "about anybody")]
    [InlineData("steps.1.retime.0.replaces", null, "steps[1].retime[0].replaces", "Say whose fields")]
    [InlineData("steps.1.retime.0.event", "\"intake.appointment-booked@1\"", "steps[1].retime[0].replaces", "the time frame of first-appointment reads no field of \"triage\" that")]
    [InlineData("steps.0.reassign.0.event", "\"intake.appointment-booked@1\"", "steps[0].reassign[0].replaces", "the owner rule of triage reads no field")]
    [InlineData("start.where", """{ "field": "team", "equals": "front-door" }""", "start.where", "is never \"front-door\": it holds an id such as team_")]
    // order of steps
    [InlineData("steps.1.after", """["triage", "triage"]""", "steps[1].after[1]", "named twice")]
    [InlineData("steps.0.after", """["first-appointment"]""", "steps[0].after", "waits for itself, through first-appointment, triage")]
    [InlineData("steps.1.after", """["triaje"]""", "steps[1].after[0]", "There is no step \"triaje\"")]
    [InlineData("steps.1.after", """["triaje"]""", "steps[1].after", "can never be reached")]
    [InlineData("steps.1.key", "\"triage\"", "steps[0].key", "Two steps have the key \"triage\"")]
    [InlineData("steps.0.key", "\"start\"", "steps[0].key", "no usable key")]
    // owners
    [InlineData("steps.0.owner", """[{ "person": "start.owner" }]""", "steps[0].owner", "may find nobody")]
    [InlineData("steps.0.owner.0", """{ "person": "triage.owner" }""", "steps[0].owner[0].person", "neither \"start\" nor a step that has ended before triage")]
    [InlineData("steps.0.owner.0", """{ "person": "start.team" }""", "steps[0].owner[0].person", "start.team does not hold a person")]
    [InlineData("steps.0.owner.0", """{ "person": "start.owner", "role": "supervisor" }""", "steps[0].owner[0]", "exactly one of")]
    [InlineData("steps.0.owner.0", """{ "supervisorOfOwner": true }""", "steps[0].owner[0]", "no owner or team yet")]
    [InlineData("steps.0.owner.0", """{ "queue": "front-door", "team": "front-door" }""", "steps[0].owner[0]", "Only a person or a role")]
    // time
    [InlineData("steps.0.timeFrame.from", "\"start.door\"", "steps[0].timeFrame.from", "does not hold a time or a day")]
    [InlineData("steps.0.timeFrame.from", "\"yesterday\"", "steps[0].timeFrame.from", "is no beginning")]
    [InlineData("steps.0.timeFrame.limit", null, "steps[0].timeFrame.limit", "no limit for walk-in, call, partner-referral")]
    [InlineData("steps.1.timeFrame.cases.severe", "\"1 hour\"", "steps[1].timeFrame.cases", "is no value of acuity")]
    [InlineData("steps.1.timeFrame.by", null, "steps[1].timeFrame.by", "no field that tells the case")]
    [InlineData("steps.0.timeFrame.limit", "\"immediately\"", "steps[0].timeFrame.limit", "would be late whatever its owner does")]
    [InlineData("steps.1.timeFrame.cases.urgent", "\"immediately\"", "steps[1].timeFrame.cases.urgent", "would be late whatever its owner does")]
    [InlineData("steps.0.timeFrame.limit", "\"9000000 calendar months\"", "steps[0].timeFrame.limit", "more than ten years")]
    [InlineData("steps.0.escalation.1.after", "\"due + 9000000 business days\"", "steps[0].escalation[1].after", "more than ten years")]
    // outcome and escalation
    [InlineData("steps.0.escalation.0.after", "\"due + 3 business hours\"", "steps[0].escalation[1].after", "Put them in order of time")]
    [InlineData("steps.0.outcome", """{ "byHand": { "measure": "calls", "atLeast": 3, "atMost": 1 } }""", "steps[0].outcome.byHand", "No value can satisfy")]
    [InlineData("steps.0.outcome", """{ "byHand": { "measure": "calls" } }""", "steps[1].timeFrame.by", "completed by hand")]
    [InlineData("steps.0.escalation.0.to", "[]", "steps[0].escalation[0].to", "goes to nobody")]
    [InlineData("steps.0.escalation.0.do", "[]", "steps[0].escalation[0].do", "does nothing")]
    [InlineData("steps.0.escalation.0.after", null, "steps[0].escalation[0].after", "Say when")]
    [InlineData("steps.0.escalation.1.to", """[{ "role": "clinical-director", "sameTeam": true }]""", "steps[0].escalation[1].to", "may find nobody")]
    // branches, joins, rounds, holds
    [InlineData("steps.1.if", """{ "field": "triage.colour", "equals": "red" }""", "steps[1].if", "has no field \"colour\"")]
    [InlineData("steps.1.if", """{ "field": "acuity", "equals": "urgent" }""", "steps[1].if", "names no field of an earlier event")]
    [InlineData("steps.1.if", """{ "all": [{ "field": "triage.acuity", "atLeast": 1 }] }""", "steps[1].if.all[0]", "is no number")]
    [InlineData("steps.0.if", """{ "field": "triage.acuity", "equals": "urgent" }""", "steps[0].if", "neither \"start\" nor a step that has ended")]
    [InlineData("steps.0.optional", "true", "steps[1].timeFrame.limit", "no limit for other values")]
    [InlineData("steps.1.join", "\"any\"", "steps[1].join", "nothing to join")]
    [InlineData("steps.1.repeat", """{ "every": "7 calendar days" }""", "steps[1].repeat", "for ever")]
    [InlineData("steps.1.repeat", """{ "times": 3 }""", "steps[1].repeat.every", "how often")]
    [InlineData("steps.1.repeat", """{ "every": "5 minutes", "times": 3 }""", "steps[1].repeat.every", "cannot come round every 5 minutes")]
    [InlineData("steps.1.repeat", """{ "every": "1 hour", "times": 1 }""", "steps[1].repeat.times", "at least 2 times")]
    [InlineData("steps.1.hold", """[{ "event": "intake.appointment-cancelled@1", "client": "client", "reason": "away" }]""", "steps[1].hold[0].atMost", "would be forgotten")]
    [InlineData("steps.0.timeFrame.from", "\"first-appointment\"", "steps[0].timeFrame.from", "is no beginning")]
    [InlineData("steps.0.timeFrame.from", "\"previous\"", "steps[0].timeFrame.from", "is no beginning")]
    [InlineData("steps.0.escalation.0.do", """["start-workflow"]""", "steps[0].escalation[0].workflow", "Name the workflow")]
    [InlineData("steps.0.escalation.0.workflow", "\"outreach\"", "steps[0].escalation[0].do", "named but not started")]
    public void What_cannot_work_is_told_with_its_place_and_reason(string place, string? value, string path, string problem)
    {
        var findings = Review(Changed(d => Set(d, place.Split('.'), value)));
        Assert.Contains(findings, f => f.Path == path && f.Problem.Contains(problem, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{ "key": "a", "colour": "red" }""", "'colour'")]
    [InlineData("""{ "key": "a", "steps": [{ "timeFrame": { "limit": "0 minutes" } }] }""", "steps[0].timeFrame.limit: is no length of time")]
    [InlineData("""{ "key": "a", "steps": [{ "timeFrame": { "from": "start", "by": "acuity" } }] }""", "steps[0].timeFrame.by: names no field")]
    [InlineData("""{ "key": "a", "steps": [{ "escalation": [{ "after": "later" }] }] }""", "steps[0].escalation[0].after: is no time after")]
    [InlineData("""{ "key": "a", "start": { "where": { "field": "door" } } }""", "start.where")]
    [InlineData("""{ "key": "a", "steps": [null] }""", "steps[0]: is null")]
    [InlineData("""{ "key": "a", "steps": null }""", "steps: is null")]
    [InlineData("""{ "key": "a", "steps": [{ "kind": "guesswork" }] }""", "steps[0].kind: must be one of care-coordination, care-management")]
    [InlineData("""{ "key": "a", "steps": [{ "title": 5 }] }""", "steps[0].title: must be a text")]
    [InlineData("""{ "key": "a", "steps": "none" }""", "steps: must be a list")]
    [InlineData("""{ "key": "a", "start": [] }""", "start: must be an object")]
    [InlineData("""{ "key": "a", "start": { "concurrent": "yes" } }""", "start.concurrent: must be true or false")]
    [InlineData("[]", "A definition is a JSON object")]
    [InlineData("\"front-door\"", "A definition is a JSON object")]
    public void What_cannot_be_read_is_refused_with_its_place(string json, string problem)
    {
        Assert.False(DefinitionJson.TryRead(JsonSerializer.Deserialize<JsonElement>(json), out _, out var refusal));
        Assert.Contains(problem, refusal!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_longer_than_anybody_could_follow_is_refused()
    {
        var json = JsonSerializer.SerializeToElement(new { key = "a", title = new string('x', 300_000) });
        Assert.False(DefinitionJson.TryRead(json, out _, out var refusal));
        Assert.Contains("divide the workflow", refusal!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_definition_reads_back_as_it_is_written()
    {
        var json = DefinitionJson.Write(FrontDoorWorkflow);
        Assert.Equal(json, DefinitionJson.Write(DefinitionJson.Read(json)));
        Assert.Equal(
            ["intake.appointment-booked@1", "intake.initial-evaluation-done@1", "intake.inquiry-assigned@1", "intake.inquiry-received@1", "intake.inquiry-resolved@1", "intake.inquiry-triaged@1"],
            DefinitionJson.Read(json).Hears.Order());
    }

    private static IReadOnlyList<Finding> Review(WorkflowDefinition definition) => DefinitionReview.Of(definition, EventCatalogue.Contracts);

    private static WorkflowDefinition Changed(Action<JsonNode> change)
    {
        var json = JsonNode.Parse(DefinitionJson.Write(FrontDoorWorkflow))!;
        change(json);
        return Definition(json.ToJsonString());
    }

    private static void Set(JsonNode node, string[] place, string? value)
    {
        foreach (var part in place[..^1])
        {
            node = int.TryParse(part, out var index) ? node[index]! : node[part]!;
        }

        if (node is JsonArray array)
        {
            array[int.Parse(place[^1], null)] = JsonNode.Parse(value!);
        }
        else if (value is null)
        {
            node.AsObject().Remove(place[^1]);
        }
        else
        {
            node[place[^1]] = JsonNode.Parse(value);
        }
    }
}
