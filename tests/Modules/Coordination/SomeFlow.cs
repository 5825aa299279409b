using System.Text.Json;

namespace CarePlatform.Coordination.Tests;

/// <summary>Workflows about an inquiry, put together from short steps; each one is fit to be published.</summary>
internal static class SomeFlow
{
    public const string Attempts = """ "byHand": { "measure": "attempts" } """;
    public const string Triaged = """ "when": { "event": "intake.inquiry-triaged@1", "subject": "inquiry" } """;

    public static StepDefinition Step(string key, string outcome, string? more = null, string? timeFrame = null) =>
        JsonSerializer.Deserialize<StepDefinition>(
            $$"""
            {
              "key": "{{key}}", "title": "{{key}}", "kind": "care-coordination",
              "owner": [{ "person": "start.owner" }, { "role": "supervisor" }],
              "timeFrame": { {{timeFrame ?? """ "limit": "1 business day" """}} },
              "outcome": { {{outcome}} },
              "escalation": [{ "after": "due", "to": [{ "role": "supervisor" }], "do": ["notify"] }]{{(more is null ? "" : $", {more}")}}
            }
            """,
            DefinitionJson.Options)!;

    public static WorkflowDefinition Of(params StepDefinition[] steps)
    {
        var definition = new WorkflowDefinition
        {
            Key = "some-flow",
            Title = "Some flow",
            Start = new StartCondition { Event = "intake.inquiry-received@1", Subject = "inquiry", Client = "client" },
            Cancel = [new Cancellation { Event = "intake.inquiry-resolved@1", Subject = "inquiry", Reason = "inquiry-resolved" }],
            Steps = steps,
        };
        var read = SomeWork.Definition(DefinitionJson.Write(definition));
        return DefinitionReview.Of(read, EventCatalogue.Contracts) is [var finding, ..]
            ? throw new InvalidOperationException($"{finding.Path}: {finding.Problem}")
            : read;
    }
}
