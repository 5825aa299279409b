using System.Text.Json;
using System.Text.Json.Nodes;

namespace CarePlatform.Coordination.Tests;

/// <summary>Definitions as an author would send them.</summary>
internal static class SomeTemplate
{
    public const string Template = "workflowTemplate { id key revision state version title isDefault findings { path problem } }";

    /// <summary>The client's welcome call after an inquiry: completed by hand with the number of attempts.</summary>
    public static JsonNode WelcomeCall() => JsonNode.Parse(
        """
        {
          "key": "welcome-call",
          "title": "Welcome call",
          "start": { "event": "intake.inquiry-received@1", "subject": "inquiry", "client": "client" },
          "steps": [
            {
              "key": "call",
              "title": "Call the client",
              "kind": "care-coordination",
              "owner": [{ "person": "start.owner", "teamOf": "start.team" }, { "queueOf": "start.team" }, { "role": "supervisor" }],
              "timeFrame": { "limit": "1 business day" },
              "outcome": { "byHand": { "measure": "attempts made", "atLeast": 1, "atMost": 5 } },
              "escalation": [{ "after": "due", "to": [{ "role": "supervisor" }], "do": ["notify"] }]
            }
          ]
        }
        """)!;

    public static async Task<JsonElement> Draft(this WorkTenant work, JsonNode definition) =>
        await work.Outside.Do("admin", "draftWorkflowTemplate", new { definition }, Template);

    public static async Task<JsonElement> Publish(this WorkTenant work, JsonElement draft) =>
        await work.Outside.Do("admin", "publishWorkflowTemplate", new { template = draft.GetProperty("id").GetString() }, Template);
}
