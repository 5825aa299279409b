using CarePlatform.Coordination.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Coordination;

/// <summary>How steps stand still for a reason, and go on.</summary>
internal sealed partial class Turn
{
    /// <summary>The item's clock and ladder wait until somebody or something lets it go on, at the latest until the time given.</summary>
    public void Hold(WorkItem item, string reason, DateTimeOffset until)
    {
        item.Hold(reason, now, until);
        Changes.WakeAt(item, until);
        Record(item, Happening.Held, reason, item.Holder, dueAt: until);
        Publish(new StepHeld(
            workflow.Id, item.Id, item.TemplateKey, item.Step, item.Subject, item.Client, reason, until, now, item.Owner, item.Team));
    }

    /// <summary>The item goes on; the time for which it stood still does not count.</summary>
    public void Resume(WorkItem item)
    {
        EndHold(item, now);
        WakeForNextRung(item, definition.Step(item.Step));
    }

    private void EndHold(WorkItem item, DateTimeOffset at)
    {
        var reason = item.HoldReason;
        item.EndHold(at);
        item.Retime(Clock(definition.Step(item.Step), item.OpenedAt, item.Holds));
        Record(item, Happening.Resumed, reason, item.Holder, dueAt: item.DueAt);
        Publish(new StepResumed(
            workflow.Id, item.Id, item.TemplateKey, item.Step, item.Subject, item.Client, item.DueAt, at, item.Owner, item.Team));
    }

    private void HearOfHold(StepDefinition step, LogEntry heard)
    {
        if (!_items.TryGetValue(step.Key!, out var item) || !item.IsOpen)
        {
            return;
        }

        if (item.IsHeld && step.Resume.Any(r => (r.Reason ?? item.HoldReason) == item.HoldReason && Concerns(r, heard)))
        {
            Resume(item);
        }
        else if (!item.IsHeld && step.Hold.FirstOrDefault(h => Concerns(h, heard)) is { } hold)
        {
            Hold(item, hold.Reason!, StepClock.After(now, hold.AtMost!.Value, calendar));
        }
    }
}
