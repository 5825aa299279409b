namespace CarePlatform.Coordination;

/// <summary>Which way a run goes: branches, joins, and steps that come round again.</summary>
internal sealed partial class Turn
{
    private bool IsReached(StepDefinition step) => !_items.ContainsKey(step.Key!) && !HasEnded(step.Key!)
        && (step.After.All(HasEnded) || (step.Join is Join.Any && step.After.Any(a => HasEnded(a) && !IsPassedBy(a))));

    // Where all ways to a step were passed by, so is the step.
    private bool IsWanted(StepDefinition step) =>
        (step.After.Count == 0 || step.After.Any(a => !IsPassedBy(a))) && step.If?.Holds(workflow.Facts.Flat()) != false;

    private void PassBy(StepDefinition step)
    {
        workflow.Mark(step.Key!, new StepMark(DoneAt: null, Cancelled: null, Skipped: true));
        Record(null, Happening.Skipped, reason: step.Key);
    }

    private bool IsPassedBy(string step) => workflow.Marks.GetValueOrDefault(step) is { Skipped: true };

    private bool HasEnded(string step) => _items.TryGetValue(step, out var item)
        ? !item.IsOpen && !IsBetweenRounds(definition.Step(step))
        : workflow.Marks.GetValueOrDefault(step) is { Cancelled: not null } or { Skipped: true };

    private bool IsBetweenRounds(StepDefinition step) => step.Repeat is not null
        && _items.TryGetValue(step.Key!, out var item) && !item.IsOpen && workflow.Marks.GetValueOrDefault(step.Key!) is not { Over: true };

    private void PlanNextRound(WorkItem item)
    {
        var step = definition.Step(item.Step);
        if (step.Repeat is { } repeat && IsBetweenRounds(step))
        {
            if (item.Round >= repeat.Times)
            {
                EndSeries(step, item);
            }
            else
            {
                Changes.WakeAt(item, NextRoundAt(item, repeat));
            }
        }
    }

    private void OpenNextRound(WorkItem ended)
    {
        if (!workflow.IsRunning || _items.GetValueOrDefault(ended.Step) != ended
            || definition.Steps.FirstOrDefault(s => s.Key == ended.Step) is not { Repeat: { } repeat } step || !IsBetweenRounds(step))
        {
            return;
        }

        if (NextRoundAt(ended, repeat) is var at && at > now)
        {
            Changes.WakeAt(ended, at);
            return;
        }

        Changes.WakeAt(ended, null);
        Open(step);
        Settle();
    }

    private DateTimeOffset NextRoundAt(WorkItem item, Repetition repeat) =>
        repeat.Next(_rounds.Where(r => r.Step == item.Step).Min(r => r.OpenedAt), item.EndedAt!.Value, calendar);

    private void EndSeries(StepDefinition step, WorkItem item)
    {
        EndSeriesAfter(step);
        if (step.Repeat is not null && !item.IsOpen)
        {
            Changes.WakeAt(item, null);
        }
    }

    // The round that is open now is the last.
    private void EndSeriesAfter(StepDefinition step)
    {
        if (step.Repeat is not null)
        {
            workflow.Mark(step.Key!, new StepMark(DoneAt: null, Cancelled: null, Over: true));
        }
    }
}
