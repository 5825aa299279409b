using CarePlatform.Coordination.Contracts;

namespace CarePlatform.Coordination;

/// <summary>What becomes of a step for which nobody at all was there: it is looked for anew until somebody is.</summary>
internal sealed partial class Turn
{
    private static readonly TimeSpan BetweenSearches = TimeSpan.FromHours(1);

    // The owner rule is asked first, then the ladder, as when the step opened. A search in vain is not told again; whoever is found is.
    private void SearchAgain(WorkItem item, StepDefinition step)
    {
        var (passed, nobody) = (new List<PassedOver>(), item.Holder);
        if (!Assign(item, step, passed))
        {
            var need = Need.For(item, now, capped: false);
            if (step.Escalation.Select(r => staff.Find(
                    r.To, workflow.Facts, item.Holder, Spread, need: need, passed: passed, lies: staff.TeamOf(step.Owner, workflow.Facts), never: NeverOf(step)))
                .FirstOrDefault(h => h is not null) is not { } found)
            {
                return;
            }

            item.GiveTo(found);
            staff.Gave(found);
            Record(item, Happening.Assigned, NoOwner, found, passed: passed);
        }

        Publish(Handover.Of(item, nobody, item.Holder, NoOwner, now));
        Publish(new StepEscalated(
            workflow.Id, item.Id, item.TemplateKey, item.Step, item.Subject, item.Client, EscalationCause.NoOwner, Rung: 0,
            item.Owner, item.Team, item.Owner, item.Team, now));
    }

    private DateTimeOffset? NextSearchAt(WorkItem item, DateTimeOffset? rung) =>
        item.IsOpen && item.Holder.IsNobody && now + BetweenSearches is var search && !(rung < search) ? search : rung;
}
