using CarePlatform.Coordination.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Coordination;

/// <summary>How a step that is not done climbs its ladder.</summary>
internal sealed partial class Turn
{
    private const string Overdue = "overdue";
    private const string NoOwner = "no-owner";
    private const string ProgramUnattended = "program-unattended";
    internal const string Overtaken = "overtaken";

    /// <summary>
    /// The item's timer has come: fires every rung that is due by now, in order, then asks to be woken for the next. After
    /// downtime that may be several, and then each person or team hears of the highest only; none that has fired fires again, and a
    /// timer that came too early changes nothing.
    /// </summary>
    public void Wake(WorkItem item)
    {
        if (!item.IsOpen)
        {
            OpenNextRound(item);
            return;
        }

        if (item.HeldUntil <= now)
        {
            EndHold(item, item.HeldUntil!.Value);
        }

        var step = definition.Step(item.Step);
        if (item.Holder.IsNobody && !item.IsHeld)
        {
            SearchAgain(item, step);
        }

        var told = Changes.Events.Count;
        while (!item.IsHeld && NextRungAt(item, step) <= now)
        {
            Fire(item, step, step.Escalation[item.Rung]);
        }

        TellOnce(told);
        if (!item.IsHeld && item.DueAt <= now && item.OverdueAt is null)
        {
            Lapse(item, isTold: Changes.Events.Count > told);
        }

        WakeForNextRung(item, step);
    }

    private void Fire(WorkItem item, StepDefinition step, Rung rung)
    {
        var number = item.Rung + 1;
        var (passed, reassign) = (new List<PassedOver>(), rung.Do.Contains(EscalationAction.Reassign));
        // Whoever is only told needs neither room nor the right role for the work itself.
        var need = reassign ? Need.For(item, now, capped: false) : (Need?)null;
        var found = staff.Find(rung.To, workflow.Facts, item.Holder, Spread, elsewhere: true, need, passed, never: NeverOf(step))
            ?? staff.Within(item.Team, item.Holder, need, passed, NeverOf(step));
        Escalate(item, EscalationCause.Overdue, number, found, reassign, rung.Do.Contains(EscalationAction.RaisePriority), passed);
        if (rung.Do.Contains(EscalationAction.StartWorkflow))
        {
            Publish(new WorkflowRequested(
                workflow.Id, item.Id, rung.Workflow!, workflow.Subject, workflow.Client, workflow.Site, item.Owner, item.Team, now));
        }

        if (rung.Do.Contains(EscalationAction.AskDecision))
        {
            Publish(new DecisionWanted(
                workflow.Id, item.Id, rung.Decision!, number, workflow.Subject, workflow.Client, workflow.Site, item.Owner, item.Team, now));
        }
    }

    // Of several rungs that tell the same person or team in one moment the highest does; the others say that it overtook them.
    private void TellOnce(int first)
    {
        var heard = new HashSet<(UserId?, TeamId?)>();
        for (var i = Changes.Events.Count - 1; i >= first; i--)
        {
            if (Changes.Events[i] is StepEscalated told && (told.Notified is not null || told.NotifiedTeam is not null)
                && !heard.Add((told.Notified, told.Notified is null ? told.NotifiedTeam : null)))
            {
                Changes.Events[i] = told with { Notified = null, NotifiedTeam = null, Overtaken = true };
                var line = Changes.History.FindLastIndex(h => h.Item == told.Item && h.What is Happening.Escalated && h.Rung == told.Rung);
                Changes.History[line] = Changes.History[line] with { Reason = Overtaken };
            }
        }
    }

    // Of a program nobody is left who could be told: somebody outside must know that, and nothing of whom it is about.
    private void TellOutside(WorkItem item, TeamId program) => Publish(new WorkflowRequested(
        workflow.Id, item.Id, ProgramUnattended, program.ToString(), Client: null, workflow.Site, Owner: null, Team: null, now));

    // Nobody of the owner rule is there: the first of the ladder who is gets it at once. The rungs keep their times.
    private void EscalateOwnerless(WorkItem item, StepDefinition step, IReadOnlyList<PassedOver> ofOwners)
    {
        var passed = ofOwners.ToList();
        var need = Need.For(item, now, capped: false);
        var lies = item.Team ?? staff.TeamOf(step.Owner, workflow.Facts);
        var found = step.Escalation
            .Select(r => staff.Find(r.To, workflow.Facts, item.Holder, Spread, need: need, passed: passed, lies: lies, never: NeverOf(step))).FirstOrDefault(h => h is not null)
            ?? staff.Within(lies, item.Holder, need, passed, NeverOf(step));
        // It is the program's even while nobody of it is there.
        if (found is null && lies is { } program && staff.IsOfProgram(program))
        {
            item.GiveTo(item.Holder with { Team = program });
        }

        Escalate(item, EscalationCause.NoOwner, number: 0, found, reassign: true, raise: false, passed);
    }

    private void Escalate(WorkItem item, EscalationCause cause, int number, Holder? found, bool reassign, bool raise, IReadOnlyList<PassedOver> passed)
    {
        var reason = cause is EscalationCause.NoOwner ? NoOwner : Overdue;
        item.Escalate(number, now);
        if (raise)
        {
            item.RaisePriority();
        }

        Record(item, Happening.Escalated, reason, found ?? Holder.Nobody, number, passed: passed);
        if (reassign && found is { } next)
        {
            Hand(item, next, reason);
            staff.Gave(next);
            Record(item, Happening.Reassigned, reason, next, number);
        }

        Publish(new StepEscalated(
            workflow.Id, item.Id, item.TemplateKey, item.Step, item.Subject, item.Client, cause, number,
            found?.Owner, found?.Team, item.Owner, item.Team, now));
        if (found is null && item.Team is { } program && staff.IsOfProgram(program))
        {
            TellOutside(item, program);
        }
    }

    // That time passes is told as well, once: where no rung says it, in words of its own.
    private void Lapse(WorkItem item, bool isTold)
    {
        item.Lapse(now);
        if (!isTold)
        {
            Record(item, Happening.Overdue, holder: item.Holder, dueAt: item.DueAt);
            Publish(new StepOverdue(
                workflow.Id, item.Id, item.TemplateKey, item.Step, item.Subject, item.Client, item.Owner, item.Team, item.DueAt, now));
        }
    }

    private void WakeForNextRung(WorkItem item, StepDefinition step) =>
        Changes.WakeAt(item, item.IsHeld ? item.HeldUntil : NextSearchAt(item, Earlier(NextRungAt(item, step), item.OverdueAt is null ? item.DueAt : null)));

    private static DateTimeOffset? Earlier(DateTimeOffset? one, DateTimeOffset? other) => other < one || one is null ? other : one;

    private DateTimeOffset? NextRungAt(WorkItem item, StepDefinition step) => item.Rung < step.Escalation.Count
        ? StepClock.After(item.DueAt, step.Escalation[item.Rung].After!.Value.Delay, calendar, item.Holds)
        : null;
}
