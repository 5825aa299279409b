using CarePlatform.Coordination.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Coordination;

/// <summary>How steps open, end and are counted anew.</summary>
internal sealed partial class Turn
{
    private const string CalendarNeverOpen = "calendar-never-open";
    private const string OwnerChanged = "owner-changed";

    private void Open(StepDefinition step)
    {
        var clock = Clock(step, now, []);
        var item = WorkItem.Open(workflow, step, clock, now, _items.TryGetValue(step.Key!, out var before) ? before.Round + 1 : 1);
        _items[step.Key!] = item;
        _rounds.Add(item);
        Changes.Opened.Add(item);
        Record(item, Happening.Opened, reason: clock.NeverOpen ? CalendarNeverOpen : null, dueAt: item.DueAt);
        var passed = new List<PassedOver>();
        var owned = Assign(item, step, passed);
        Publish(new StepOpened(
            workflow.Id, item.Id, item.TemplateKey, item.Step, item.Kind, item.Subject, item.Client, item.Owner, item.Team,
            item.StartsAt, item.OpenedAt, item.DueAt, item.Partner));
        if (item.Round == 1 && workflow.Marks.TryGetValue(item.Step, out var mark) && mark.DoneAt is { } early)
        {
            Complete(item, early, measured: null);
            return;
        }

        if (!owned)
        {
            EscalateOwnerless(item, step, passed);
        }

        WakeForNextRung(item, step);
    }

    private bool Assign(WorkItem item, StepDefinition step, List<PassedOver> passed)
    {
        var need = Need.For(item, now, capped: true);
        var lies = staff.TeamOf(step.Owner, workflow.Facts);
        if ((staff.Find(step.Owner, workflow.Facts, item.Holder, Spread, need: need, passed: passed, lies: lies, never: NeverOf(step))
            ?? staff.Within(lies, item.Holder, need, passed, NeverOf(step))) is not { } holder)
        {
            return false;
        }

        item.GiveTo(holder);
        staff.Gave(holder);
        Record(item, Happening.Assigned, holder: holder, passed: passed);
        return true;
    }

    // Whoever did what a step checks does not check it.
    private HashSet<UserId>? NeverOf(StepDefinition step) =>
        step.NotTo.Count == 0 ? null : [.. step.NotTo.Select(workflow.Facts.Id<UserId>).OfType<UserId>()];

    // The outcome is there. A step that has not opened yet is remembered as done, and ends the moment it opens.
    private void Achieve(StepDefinition step)
    {
        if (_items.TryGetValue(step.Key!, out var item))
        {
            if (item.IsOpen)
            {
                Complete(item, now, measured: null);
            }
        }
        else if (!workflow.Marks.ContainsKey(step.Key!))
        {
            workflow.Mark(step.Key!, new StepMark(now, Cancelled: null));
        }
    }

    private void Abandon(StepDefinition step, string reason)
    {
        if (_items.TryGetValue(step.Key!, out var item))
        {
            EndSeries(step, item);
            if (item.IsOpen)
            {
                Cancel(item, reason);
            }
        }
        else if (!workflow.Marks.ContainsKey(step.Key!))
        {
            workflow.Mark(step.Key!, new StepMark(DoneAt: null, reason));
        }
    }

    private void Complete(WorkItem item, DateTimeOffset at, decimal? measured)
    {
        if (item.IsHeld)
        {
            EndHold(item, at);
        }

        item.Complete(at, measured);
        Changes.WakeAt(item, null);
        Record(item, Happening.Completed, holder: item.Holder);
        var minutes = (int)Math.Max(0, (at - item.StartsAt).TotalMinutes);
        Publish(new StepCompleted(
            workflow.Id, item.Id, item.TemplateKey, item.Step, item.Subject, item.Client, item.Owner, item.Team,
            item.ClockAt(at), minutes, at, measured));
        PlanNextRound(item);
    }

    private void Cancel(WorkItem item, string reason)
    {
        item.EndHold(now);
        item.Cancel(reason, now);
        Changes.WakeAt(item, null);
        Record(item, Happening.Cancelled, reason);
        Publish(new StepCancelled(
            workflow.Id, item.Id, item.TemplateKey, item.Step, item.Subject, item.Client, reason, now, item.Owner, item.Team));
    }

    // Rungs that have fired stay fired; those to come follow the new due time.
    private void Retime(StepDefinition step)
    {
        if (_items.TryGetValue(step.Key!, out var item) && item.IsOpen)
        {
            Recount(item, step);
        }
    }

    private void Recount(WorkItem item, StepDefinition step)
    {
        var clock = Clock(step, item.OpenedAt, item.Holds);
        if (clock.DueAt == item.DueAt && clock.StartsAt == item.StartsAt)
        {
            return;
        }

        item.Retime(clock);
        Record(item, Happening.Retimed, reason: clock.NeverOpen ? CalendarNeverOpen : null, dueAt: item.DueAt);
        Publish(new StepRetimed(
            workflow.Id, item.Id, item.TemplateKey, item.Step, item.Subject, item.Client, item.Owner, item.Team, item.StartsAt, item.DueAt, now));
        WakeForNextRung(item, step);
    }

    // Whoever took over the matter itself has its step as well, even from somebody to whom it was escalated.
    private void Reassign(StepDefinition step)
    {
        var passed = new List<PassedOver>();
        if (_items.TryGetValue(step.Key!, out var item) && item.IsOpen
            && staff.Find(
                step.Owner, workflow.Facts, Holder.Nobody, Spread, need: Need.For(item, now, capped: true), passed: passed,
                lies: staff.TeamOf(step.Owner, workflow.Facts), never: NeverOf(step)) is { } holder
            && holder != item.Holder)
        {
            Hand(item, holder, OwnerChanged);
            staff.Gave(holder);
            Record(item, Happening.Reassigned, OwnerChanged, holder, passed: passed);
        }
    }

    private StepClock Clock(StepDefinition step, DateTimeOffset openedAt, IReadOnlyList<HeldSpan> holds) => StepClock.Of(
        step.TimeFrame!, workflow.Facts, workflow.StartedAt, openedAt, calendar, holds,
        anchor => anchor == TimeFrame.Previous ? step.After.Select(EndOf).Max() : EndOf(anchor));

    private DateTimeOffset? EndOf(string step) => _items.GetValueOrDefault(step)?.EndedAt;
}
