using CarePlatform.Coordination.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Coordination;

/// <summary>
/// An escalation wants a decision: it is asked for as the system, with what is known. What cannot be asked for stands in the item's
/// history with its reason; whoever the rung names has been told in any case.
/// </summary>
[Feature("coordination.decisions")]
internal static class WhenDecisionWanted
{
    private const string Retired = "decision-type-retired";
    private const string AlreadyAsked = "already-asked";
    private const string InformationMissing = "information-missing";

    public static async Task<IReadOnlyList<object>> Handle(
        DecisionWanted wanted, CoordinationDb db, DecisionHistory history, Deciding deciding, KnownFacts facts, TimeProvider clock,
        CancellationToken ct)
    {
        // What was done meanwhile needs no decision any more.
        if (await history.Take(wanted.Item, ct) is not { } lines
            || await db.WorkItems.AsNoTracking().FirstOrDefaultAsync(i => i.Id == wanted.Item, ct) is not { IsOpen: true } item)
        {
            return [];
        }

        var now = clock.GetUtcNow();
        if (await db.DecisionTypes.FirstOrDefaultAsync(t => t.Key == wanted.Decision && t.RetiredAt == null, ct) is not { } type)
        {
            lines.Add(Happening.DecisionNotAsked, now, Retired, wanted.Decision);
            return [];
        }

        if (await db.DecisionRequests.AnyAsync(r => r.Item == item.Id && r.TypeKey == type.Key && r.State == DecisionState.Open, ct))
        {
            lines.Add(Happening.DecisionNotAsked, now, AlreadyAsked, type.Title);
            return [];
        }

        var about = new DecisionMatter(item.Subject, item.Client, item.Id, item.Team, wanted.Site);
        var known = await facts.Find(type.Rule.Information.Select(q => q.Fact).OfType<string>(), about, item, ct);
        var checklist = type.Rule.Information.Select(q => ChecklistLine.Of(q, said: null, known)).ToList();
        if (checklist.FindAll(l => l.Required && l.Answer is null) is { Count: > 0 } missing)
        {
            lines.Add(Happening.DecisionNotAsked, now, InformationMissing, $"{type.Title}: {string.Join(" ", missing.Select(l => l.Text))}");
            return [];
        }

        var request = DecisionRequest.Ask(type, $"{type.Title}: {item.Title}", about, checklist, by: null, now);
        db.Add(request);
        return [await deciding.Begin(request, ct, onBehalfOf: item.Owner)];
    }
}
