using System.Text.Json;
using CarePlatform.Coordination.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Coordination;

/// <summary>The answer to a decision about a work item stands in the item's history.</summary>
[Feature("coordination.decisions")]
internal static class WhenDecisionAnswered
{
    private const string ByDefault = "-by-default";

    public static async Task Handle(DecisionAnswered answered, DecisionHistory history, CancellationToken ct)
    {
        if (answered.Item is { } item && await history.Take(item, ct) is { } lines)
        {
            var answer = JsonNamingPolicy.KebabCaseLower.ConvertName(answered.Answer.ToString());
            lines.Add(
                Happening.DecisionAnswered, answered.AnsweredAt, answered.ByDefault ? answer + ByDefault : answer, note: answered.Type, by: answered.AnsweredBy);
        }
    }
}
