using System.Text.Json;
using CarePlatform.Platform;

namespace CarePlatform.Coordination;

/// <summary>What people do with an open item. Who may, and whether it makes sense, the use cases have settled before.</summary>
internal sealed partial class Turn
{
    /// <summary>Somebody takes the item; it stays with its team.</summary>
    public void Claim(WorkItem item, UserId user)
    {
        item.GiveTo(item.Holder with { Owner = user });
        Record(item, Happening.Claimed, holder: item.Holder);
    }

    /// <summary>Somebody gives the item to another person or queue.</summary>
    public void Reassign(WorkItem item, Holder to, HandoffReason reason)
    {
        item.GiveTo(to);
        Record(item, Happening.Reassigned, JsonNamingPolicy.KebabCaseLower.ConvertName(reason.ToString()), to);
    }

    /// <summary>Whoever was told of an escalation answers for it.</summary>
    public void Acknowledge(WorkItem item, UserId user)
    {
        item.Acknowledge(user, now);
        Record(item, Happening.Acknowledged, holder: item.Holder);
    }

    /// <summary>The owner enters the value that shows that the step is done.</summary>
    public void CompleteByHand(WorkItem item, decimal measured)
    {
        workflow.Learn(workflow.Facts.With(
            item.Step, JsonSerializer.SerializeToElement(new Dictionary<string, decimal> { [FieldRef.Measured] = measured }), definition));
        Complete(item, now, measured);
        Settle();
    }

    /// <summary>The owner leaves out a step that need not be done; what comes after it opens.</summary>
    public void LeaveOut(WorkItem item, string reason)
    {
        Cancel(item, reason);
        PlanNextRound(item);
        Settle();
    }

    /// <summary>The definition of the item's step.</summary>
    public StepDefinition StepOf(WorkItem item) => definition.Step(item.Step);

    /// <summary>So much after now, as the clocks of this run count.</summary>
    public DateTimeOffset After(Limit limit) => StepClock.After(now, limit, calendar);

    /// <summary>How this item may be completed by hand; null when only an event completes it.</summary>
    public ByHand? ByHandOf(WorkItem item) => definition.Step(item.Step).Outcome?.ByHand;
}
