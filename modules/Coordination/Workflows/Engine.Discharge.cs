using CarePlatform.Coordination.Contracts;
using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Coordination;

/// <summary>Ends the runs about a client whose care has ended, in the order of the log: what was done before has completed its step by then.</summary>
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

        foreach (var (turn, _) in await runs.Take(heard.As<ClientDischarged>().Client, heard.OccurredAt, heard.Actor, ct))
        {
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
}
