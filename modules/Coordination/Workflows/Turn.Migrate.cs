using CarePlatform.Coordination.Contracts;

namespace CarePlatform.Coordination;

/// <summary>How a run comes to follow another revision; this turn has the definition of that revision.</summary>
internal sealed partial class Turn
{
    private const string NotInRevision = "not-in-revision";

    /// <summary>
    /// The run follows the revision from now on: open steps that it lacks are cancelled, the clocks of the others are counted anew
    /// from where they began, and what can open by it opens. Rungs that have fired stay fired; owners stay.
    /// </summary>
    public void Migrate(WorkflowTemplate revision)
    {
        workflow.Follow(revision.Id);
        Record(null, Happening.Migrated, reason: $"revision-{revision.Revision}");
        Publish(new WorkflowMigrated(workflow.Id, workflow.TemplateKey, revision.Revision, workflow.Subject, workflow.Client, now));
        foreach (var item in _items.Values.ToList())
        {
            var step = definition.Steps.FirstOrDefault(s => s.Key == item.Step);
            if (!item.IsOpen)
            {
                if (step is not null)
                {
                    PlanNextRound(item);
                }
            }
            else if (step is null)
            {
                Cancel(item, NotInRevision);
            }
            else
            {
                item.Follow(step);
                Recount(item, step);
                WakeForNextRung(item, step);
            }
        }

        Settle();
    }
}
