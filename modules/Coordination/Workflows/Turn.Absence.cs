using CarePlatform.Platform;

namespace CarePlatform.Coordination;

/// <summary>What becomes of a step when whoever owns it is no longer there.</summary>
internal sealed partial class Turn
{
    private const string OwnerAbsent = "owner-absent";
    private const string RecordRestricted = "record-restricted";

    /// <summary>
    /// The owner is away: who stands in gets each open item; otherwise the owner rule is asked again, and if it leads to nobody,
    /// the first of the ladder who is there gets it. Clocks and rungs stay as they are.
    /// </summary>
    public void PassOn(UserId absent)
    {
        foreach (var item in _items.Values.Where(i => i.IsOpen && i.Owner == absent).ToList())
        {
            PassOn(item, absent, definition.Step(item.Step));
        }
    }

    /// <summary>
    /// The client's record is for named people now: each open item of somebody who may not see it goes to who may, by the owner rule, else by the
    /// ladder, else to one of them.
    /// </summary>
    public void TakeFromWhoMayNotSee()
    {
        foreach (var item in _items.Values.Where(i => i.IsOpen && !staff.MaySee(i.Holder)).ToList())
        {
            var (step, passed, need) = (definition.Step(item.Step), new List<PassedOver>(), Need.For(item, now, capped: false));
            var next = staff.Find(step.Owner, workflow.Facts, item.Holder, Spread, elsewhere: true, need, passed, never: NeverOf(step))
                ?? staff.Within(item.Team, item.Holder, need, passed, NeverOf(step));
            if (next is { } holder)
            {
                Hand(item, holder, RecordRestricted);
                staff.Gave(holder);
                Record(item, Happening.Reassigned, RecordRestricted, holder, passed: passed);
            }
            else
            {
                EscalateOwnerless(item, step, passed);
            }
        }
    }

    private void PassOn(WorkItem item, UserId absent, StepDefinition step)
    {
        var (passed, need) = (new List<PassedOver>(), Need.For(item, now, capped: true));
        var next = staff.InsteadOf(absent, need, passed, item.Team, NeverOf(step)) is { } instead
            ? new Holder(instead, item.Team)
            : staff.Find(step.Owner, workflow.Facts, item.Holder, Spread, elsewhere: true, need, passed, never: NeverOf(step))
                ?? staff.Within(item.Team, item.Holder, need, passed, NeverOf(step));
        if (next is not { } holder)
        {
            EscalateOwnerless(item, step, passed);
            return;
        }

        Hand(item, holder, OwnerAbsent);
        staff.Gave(holder);
        Record(item, Happening.Reassigned, OwnerAbsent, holder, passed: passed);
    }
}
