using System.Text.Json;
using CarePlatform.Coordination.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Coordination;

/// <summary>What people do with an open item. Who may, and whether it makes sense, the use cases have settled before.</summary>
internal sealed partial class Turn
{
    /// <summary>Somebody takes the item; it stays with its team.</summary>
    public void Claim(WorkItem item, UserId user)
    {
        Hand(item, item.Holder with { Owner = user, Partner = null }, Handover.Claimed);
        Record(item, Happening.Claimed, holder: item.Holder, passed: FlagsOf(item, user));
    }

    /// <summary>Somebody gives the item to another person or queue.</summary>
    public void Reassign(WorkItem item, Holder to, HandoffReason reason, string? note)
    {
        var code = JsonNamingPolicy.KebabCaseLower.ConvertName(reason.ToString());
        Hand(item, to, code);
        Record(item, Happening.Reassigned, code, to, passed: FlagsOf(item, to.Owner), note: note);
    }

    /// <summary>Whether the item is for somebody else than this person, because it checks what they did.</summary>
    public bool IsKeptFrom(WorkItem item, UserId user) =>
        definition.Defect is null && NeverOf(definition.Step(item.Step))?.Contains(user) is true;

    /// <summary>Whether the roles of a person allow the work of this item.</summary>
    public Outside Judge(WorkItem item, UserId user) => staff.Judge(user, item.Kind);

    /// <summary>The owner puts the item aside until a time. Its clock and its ladder go on.</summary>
    public void Snooze(WorkItem item, DateTimeOffset until, SnoozeReason reason)
    {
        var code = JsonNamingPolicy.KebabCaseLower.ConvertName(reason.ToString());
        item.Snooze(until, code);
        Record(item, Happening.Snoozed, code, item.Holder, dueAt: until);
        Publish(new StepSnoozed(
            workflow.Id, item.Id, item.TemplateKey, item.Step, item.Subject, item.Client, item.Owner, item.Team, code, until, now));
    }

    /// <summary>The time for which the item was put aside is over; nothing happens when it came back before, or was put aside anew.</summary>
    public void Return(WorkItem item)
    {
        if (item.IsOpen && item.SnoozedUntil <= now)
        {
            item.Return();
            Record(item, Happening.Returned, holder: item.Holder);
            Publish(new StepReturned(
                workflow.Id, item.Id, item.TemplateKey, item.Step, item.Subject, item.Client, item.Owner, item.Team, now));
        }
    }

    /// <summary>Whoever was told of an escalation answers for it.</summary>
    public void Acknowledge(WorkItem item, UserId user)
    {
        item.Acknowledge(user, now);
        Record(item, Happening.Acknowledged, holder: item.Holder);
        Publish(new StepAcknowledged(
            workflow.Id, item.Id, item.TemplateKey, item.Step, item.Subject, item.Client, item.Owner, item.Team, user, now));
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

    /// <summary>
    /// The care that the run was for has ended: what is handed over goes on with whom it is given to, everything else ends, and
    /// nothing further opens.
    /// </summary>
    public void Close(string reason, IReadOnlyDictionary<WorkItemId, Holder> handedOver)
    {
        var kept = _items.Values.Where(i => i.IsOpen && handedOver.ContainsKey(i.Id)).ToList();
        if (kept.Count == 0)
        {
            Stop(reason);
            return;
        }

        foreach (var step in definition.Steps.Where(s => !HasEnded(s.Key!)))
        {
            if (_items.GetValueOrDefault(step.Key!) is { } item && kept.Contains(item))
            {
                EndSeriesAfter(step);
                if (handedOver[item.Id] != item.Holder)
                {
                    Reassign(item, handedOver[item.Id], reason);
                }
            }
            else
            {
                Abandon(step, reason);
            }
        }

        Settle();
    }

    /// <summary>The definition of the item's step.</summary>
    public StepDefinition StepOf(WorkItem item) => definition.Step(item.Step);

    /// <summary>So much after now, as the clocks of this run count.</summary>
    public DateTimeOffset After(Limit limit) => StepClock.After(now, limit, calendar);

    /// <summary>How this item may be completed by hand; null when only an event completes it.</summary>
    public ByHand? ByHandOf(WorkItem item) => definition.Step(item.Step).Outcome?.ByHand;

    private void Reassign(WorkItem item, Holder to, string reason)
    {
        Hand(item, to, reason);
        Record(item, Happening.Reassigned, reason, to, passed: FlagsOf(item, to.Owner));
    }

    private PassedOver[] FlagsOf(WorkItem item, UserId? user) => user is { } person && staff.Judge(person, item.Kind) is Outside.Flagged
        ? [new PassedOver(Passing.FlaggedOutsideBoundary, person)]
        : [];
}
