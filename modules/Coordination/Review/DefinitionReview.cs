using System.Text.RegularExpressions;
using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Coordination;

/// <summary>Something that keeps a definition from being published.</summary>
/// <param name="Path">Where, such as <c>steps[1].owner</c>.</param>
/// <param name="Problem">What is missing or wrong and what to do, in words.</param>
internal sealed record Finding(string Path, string Problem);

/// <summary>
/// Decides whether a definition may be published: every step has an owner, a time frame, a measurable outcome and an escalation
/// path, everything that it names exists, and every step can be reached. It reports all findings at once.
/// </summary>
internal sealed partial class DefinitionReview
{
    // More is no workflow that anybody could follow, and checking what comes before what would take long.
    private const int MostSteps = 100;

    private const int LongestKey = 60;
    private const int LongestTitle = 200;

    private readonly List<Finding> _findings = [];
    private readonly WorkflowDefinition _definition;
    private readonly EventCatalogue _events;
    private readonly StepOrder _order;

    private DefinitionReview(WorkflowDefinition definition, EventCatalogue events)
    {
        (_definition, _events) = (definition, events);
        _order = new StepOrder(definition.Steps);
    }

    /// <summary>Everything that is missing or wrong, in the order of the definition; empty when it may be published.</summary>
    public static IReadOnlyList<Finding> Of(WorkflowDefinition definition, EventCatalogue events)
    {
        var review = new DefinitionReview(definition, events);
        review.Whole();
        return review._findings;
    }

    /// <summary>Whether a workflow, a step or a reason may be called so.</summary>
    public static bool IsKey(string? text) => text is { Length: <= LongestKey } && Slug().IsMatch(text);

    private void Whole()
    {
        if (!IsKey(_definition.Key))
        {
            Add("key", "The workflow has no usable key: use small letters, digits and dashes, such as \"front-door\".");
        }

        Require(!string.IsNullOrWhiteSpace(_definition.Title), "title", "The workflow has no title.");
        Short(_definition.Title, "title");
        Start(_definition.Start);
        foreach (var (cancel, i) in _definition.Cancel.Select((c, i) => (c, i)))
        {
            Cancellation(cancel, $"cancel[{i}]");
        }

        Require(_definition.Steps.Count > 0, "steps", "The workflow has no steps.");
        if (_definition.Steps.Count > MostSteps)
        {
            Add("steps",
                $"The workflow has {_definition.Steps.Count} steps; at most {MostSteps} can be followed. Divide it into several workflows.");
            return;
        }

        foreach (var (step, i) in _definition.Steps.Select((s, i) => (s, i)))
        {
            Step(step, $"steps[{i}]");
        }
    }

    private void Start(StartCondition? start)
    {
        if (start is null)
        {
            Add("start", "The workflow has no start condition: name the event that starts it.");
            return;
        }

        if (Shape(start.Event, "start.event") is not { } shape)
        {
            return;
        }

        Require(!EventCatalogue.IsOwn(shape.Name) || shape.Name == EventCatalogue.Requested, "start.event",
            $"{shape.Name} comes from a workflow itself; a workflow that starts by it could start itself for ever. Start by the event behind it.");
        Require(start.Subject is not null, "start.subject", $"Name the field of {shape.Name} with the id of what the workflow is about.");
        if (shape.Name != EventCatalogue.Requested || start.Subject != "subject")
        {
            Id(shape, start.Subject, "start.subject", type: null, mayLack: false);
        }

        Id(shape, start.Client, "start.client", typeof(ClientId), mayLack: true);
        Id(shape, start.Site, "start.site", typeof(SiteId), mayLack: true);
        Condition(start.Where, shape, "start.where");
    }

    private void Step(StepDefinition step, string path)
    {
        var name = step.Key ?? "without a key";
        if (step.Key == FieldRef.Start || !IsKey(step.Key))
        {
            Add($"{path}.key", $"The step has no usable key: use small letters, digits and dashes, and not \"{FieldRef.Start}\".");
        }
        else
        {
            Require(_definition.Steps.Count(s => s.Key == step.Key) == 1, $"{path}.key", $"Two steps have the key \"{step.Key}\".");
        }

        Require(!string.IsNullOrWhiteSpace(step.Title), $"{path}.title", $"The step {name} has no title.");
        Short(step.Title, $"{path}.title");
        Require(step.Kind is not null, $"{path}.kind",
            $"The step {name} does not say what kind of work it is: care-coordination, care-management, clinical-care or administrative-support.");
        Place(step, path);
        Flow(step, path, name);
        Require(step.Owner.Count > 0, $"{path}.owner", $"The step {name} has no owner: say who owes it, and who when they are not there.");
        Chain(step, step.Owner, $"{path}.owner", mustEndTenantWide: true, escalation: false);
        foreach (var (field, i) in step.NotTo.Select((f, i) => (f, i)))
        {
            Read(step, field, $"{path}.notTo[{i}]", "a person", f => f.Type == typeof(UserId));
        }

        Time(step, path, name);
        Outcome(step, path, name);
        foreach (var (cancel, i) in step.CancelWhen.Select((c, i) => (c, i)))
        {
            Cancellation(cancel, $"{path}.cancelWhen[{i}]");
        }

        foreach (var (retiming, i) in step.Retime.Select((r, i) => (r, i)))
        {
            Renewal(step, retiming, $"{path}.retime[{i}]", step.TimeFrame?.Reads ?? [], "time frame");
        }

        foreach (var (reassigning, i) in step.Reassign.Select((r, i) => (r, i)))
        {
            Renewal(step, reassigning, $"{path}.reassign[{i}]", step.Owner.SelectMany(t => t.Reads), "owner rule");
        }

        Escalation(step, path, name);
    }

    private void Place(StepDefinition step, string path)
    {
        foreach (var (after, i) in step.After.Select((a, i) => (a, i)))
        {
            Require(step.After.Take(i).All(a => a != after), $"{path}.after[{i}]", $"The step \"{after}\" is named twice.");
            Require(_definition.Steps.Any(s => s.Key == after), $"{path}.after[{i}]", $"There is no step \"{after}\" to come after.");
        }

        if (step.Key is { } key && _order.IsInCycle(key))
        {
            Add($"{path}.after", $"The step {key} waits for itself, through {_order.CycleOf(key)}: break the circle.");
        }
        else if (step.Key is { } late && !_order.CanOpen(late))
        {
            Add($"{path}.after", $"The step {late} can never be reached: a step before it never ends.");
        }
    }

    private void Short(string? text, string path) =>
        Require(text is null or { Length: <= LongestTitle }, path, $"It has {text?.Length} characters; lists can show {LongestTitle}.");

    private void Add(string path, string problem) => _findings.Add(new Finding(path, problem));

    private void Require(bool holds, string path, string problem)
    {
        if (!holds)
        {
            Add(path, problem);
        }
    }

    [GeneratedRegex("^[a-z][a-z0-9]*(-[a-z0-9]+)*$")]
    private static partial Regex Slug();
}
