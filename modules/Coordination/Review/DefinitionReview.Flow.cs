namespace CarePlatform.Coordination;

/// <summary>Branches, joins, rounds and holds of a step.</summary>
internal sealed partial class DefinitionReview
{
    private void Flow(StepDefinition step, string path, string name)
    {
        Require(step.Join is Join.All || step.After.Count > 1, $"{path}.join",
            $"The step {name} comes after at most one step, so there is nothing to join: leave out \"join\" or name several steps in \"after\".");
        Branch(step, $"{path}.if");
        Repeat(step.Repeat, $"{path}.repeat", name);
        Holds(step, path, name);
    }

    // The condition is checked as those on events are, against the fields of all earlier events under their full names.
    private void Branch(StepDefinition step, string path)
    {
        if (step.If is not { } condition)
        {
            return;
        }

        var fields = new Dictionary<string, EventField>(StringComparer.Ordinal);
        foreach (var name in condition.Fields().Distinct())
        {
            if (!FieldRef.TryParse(name, out var reference))
            {
                Add(path, $"\"{name}\" names no field of an earlier event: write \"start.field\" or \"step.field\", such as \"triage.acuity\".");
            }
            else if (Read(step, reference, path, "a value", f => f.Kind is not FieldKind.Other) is { } found)
            {
                fields[name] = found with { Name = name };
            }
        }

        if (condition.Fields().All(fields.ContainsKey))
        {
            Condition(condition, new EventShape("the run", fields), path);
        }
    }

    private void Repeat(Repetition? repeat, string path, string name)
    {
        if (repeat is null)
        {
            return;
        }

        if (repeat.Every is not { } every)
        {
            Add($"{path}.every", $"Say how often {name} comes round, such as \"30 calendar days\".");
        }
        else
        {
            Require(!every.IsTooLong, $"{path}.every", $"The step {name} would come round after more than ten years.");
            Require(every.Unit is TimeUnit.Hours or TimeUnit.BusinessDays or TimeUnit.CalendarDays or TimeUnit.CalendarMonths, $"{path}.every",
                $"The step {name} cannot come round every {every}: count in hours, business days, calendar days or calendar months.");
        }

        Require(repeat.Until.Count > 0 || repeat.Times is not null, path,
            $"The step {name} would come round for ever: say until which event, or how many times.");
        Require(repeat.Times is null or > 1, $"{path}.times", $"A step that comes round does so at least 2 times; {repeat.Times} is none.");
        foreach (var (until, i) in repeat.Until.Select((u, i) => (u, i)))
        {
            Cancellation(until, $"{path}.until[{i}]");
        }
    }

    private void Holds(StepDefinition step, string path, string name)
    {
        foreach (var (hold, i) in step.Hold.Select((h, i) => (h, i)))
        {
            Pattern(hold, $"{path}.hold[{i}]");
            Require(IsKey(hold.Reason), $"{path}.hold[{i}].reason",
                "Give the reason as a code for the history and for counting, such as \"hospitalised\".");
            Require(hold.AtMost is { Amount: > 0, IsTooLong: false }, $"{path}.hold[{i}].atMost",
                $"Say how long {name} waits at most, such as \"14 calendar days\": a hold that nothing ends would be forgotten.");
        }

        foreach (var (resume, i) in step.Resume.Select((r, i) => (r, i)))
        {
            Pattern(resume, $"{path}.resume[{i}]");
            Require(resume.Reason is null || IsKey(resume.Reason), $"{path}.resume[{i}].reason", "Give the reason of the holds that it ends as a code, or leave it out: then it ends every hold.");
        }

        Require(step.HoldAtMost is null or { Amount: > 0, IsTooLong: false }, $"{path}.holdAtMost",
            $"Say how long {name} may wait at a time: some time, and ten years at most.");
    }

    private bool IsAnchor(StepDefinition step, string from) => from == TimeFrame.Previous
        ? step.After.Count > 0
        : step.Key is { } key && _definition.Steps.Any(s => s.Key == from) && _order.IsBefore(from, key);

    // Whether the source has certainly spoken when the step opens: no branch, join or choice lies before it.
    private bool IsCertain(StepDefinition step, string source) => source == FieldRef.Start || !_definition.Steps
        .Where(s => s == step || (step.Key is { } key && s.Key is { } other && _order.IsBefore(other, key)))
        .Any(s => s.Join is Join.Any || (s != step && (s.If is not null || s.Optional)));

    private void Starts(Rung rung, string place)
    {
        var starts = rung.Do.Contains(EscalationAction.StartWorkflow);
        Require(!starts || IsKey(rung.Workflow), $"{place}.workflow", "Name the workflow that the escalation starts by its key.");
        Require(starts || rung.Workflow is null, $"{place}.do", $"The workflow {rung.Workflow} is named but not started: add \"start-workflow\".");
        Require(rung.Workflow is null || rung.Workflow != _definition.Key, $"{place}.workflow",
            "The workflow would start itself by its own escalation.");
    }

    private void Asks(Rung rung, string place)
    {
        var asks = rung.Do.Contains(EscalationAction.AskDecision);
        Require(!asks || IsKey(rung.Decision), $"{place}.decision", "Name the decision type that the escalation asks for by its key.");
        Require(asks || rung.Decision is null, $"{place}.do", $"The decision {rung.Decision} is named but not asked for: add \"ask-decision\".");
    }
}
