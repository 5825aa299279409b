using CarePlatform.Coordination.Contracts;
using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Coordination;

/// <summary>
/// Ends the runs about a client whose care has ended, in the order of the log: what was done before has completed its step by then. What lies with a
/// program under 42 CFR Part 2 ends with the program's own discharge, and with no other.
/// </summary>
internal sealed partial class Engine
{
    // The runs of one template when it hears what it has missed; else all but those of templates that are set aside.
    private async Task<List<object>> Discharge(
        LogEntry heard, WorkflowTemplateId? only, HashSet<WorkflowTemplateId> aside, CancellationToken ct)
    {
        var events = new List<object>();
        if (heard.Type != EventCatalogue.Discharged)
        {
            return events;
        }

        var discharged = heard.As<ClientDischarged>();
        foreach (var (turn, items) in await runs.Take(discharged.Client, heard.OccurredAt, heard.Actor, ct))
        {
            if (!Ends(discharged, items))
            {
                continue;
            }

            var template = turn.Workflow.Template;
            if (turn.Unreadable is not null)
            {
                aside.Add(template);
            }
            else if ((only ?? template) == template && !aside.Contains(template))
            {
                turn.Discharge();
                events.AddRange(await Apply(turn, ct));
            }
        }

        return events;
    }

    // Who owns what is open says whose a run is; once nothing is, whoever owned the rest.
    private static bool Ends(ClientDischarged discharged, IReadOnlyCollection<WorkItem> items)
    {
        var open = items.Where(i => i.IsOpen).ToList();
        return items.Count == 0 ? discharged.Only is null : (open.Count == 0 ? items : open).All(i => discharged.Ends(i.Team));
    }
}
