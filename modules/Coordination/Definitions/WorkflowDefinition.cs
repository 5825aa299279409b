using System.ComponentModel.DataAnnotations.Schema;
using System.Text.Json.Serialization;
using CarePlatform.Coordination.Contracts;

namespace CarePlatform.Coordination;

/// <summary>
/// What a workflow is, as data: what starts it, its steps, what stops it. A draft may lack anything; what is published has passed
/// <see cref="DefinitionReview"/>, so that the engine meets whole definitions only.
/// </summary>
[NotMapped]
internal sealed record WorkflowDefinition
{
    public string? Key { get; init; }

    public string? Title { get; init; }

    public StartCondition? Start { get; init; }

    public IReadOnlyList<Cancellation> Cancel { get; init; } = [];

    /// <summary>
    /// What becomes of a run when its client is discharged; with <see cref="AtDischarge.Keep"/> all of it goes on, and further steps open, until one of
    /// its own events ends it.
    /// </summary>
    public AtDischarge AtDischarge { get; init; }

    public IReadOnlyList<StepDefinition> Steps { get; init; } = [];

    /// <summary>Every type of event that can make a difference to a run, or start one.</summary>
    public IEnumerable<string> Hears => Patterns.Select(p => p.Event).Append(Start?.Event).OfType<string>().Distinct();

    private IEnumerable<EventPattern> Patterns => Cancel.Concat(Steps.SelectMany(s => s.Patterns));

    /// <summary>The stored text, where it could not be read; null for every definition that could.</summary>
    [JsonIgnore]
    public UnreadableText? Unreadable { get; init; }

    /// <summary>Why the engine cannot work with it although it was published; null when it can.</summary>
    [JsonIgnore]
    public string? Defect => Unreadable?.Problem
        ?? (Start is not { Event: not null, Subject: not null } ? "start: names no event or no subject."
            : Steps.Count == 0 ? "steps: there are none."
            : Steps.Select((s, i) => s.IsWhole ? null : $"steps[{i}]: lacks its key, kind, time frame, outcome or escalation.").FirstOrDefault(p => p is not null));

    /// <summary>The published step of this key.</summary>
    public StepDefinition Step(string key) => Steps.First(s => s.Key == key);

    /// <summary>Every field of an earlier event that some step reads.</summary>
    public IEnumerable<FieldRef> Reads => Steps.SelectMany(s => s.Reads).Concat(Patterns.SelectMany(p => p.Same?.Values ?? []));
}

/// <summary>The text of a definition that was stored and cannot be read.</summary>
/// <param name="Problem">What is wrong with it, and where.</param>
internal sealed record UnreadableText(string Text, string Problem);

/// <summary>The event that starts a run, and where in it to find what the run is about.</summary>
internal sealed record StartCondition
{
    public string? Event { get; init; }

    public Predicate? Where { get; init; }

    /// <summary>The field with the id of what the run is about.</summary>
    public string? Subject { get; init; }

    /// <summary>The field with the client's id; absent when the run is about no client.</summary>
    public string? Client { get; init; }

    /// <summary>The field with the site whose calendar counts; absent for the tenant's.</summary>
    public string? Site { get; init; }

    /// <summary>Whether a subject may have a second run while one is going on.</summary>
    public bool Concurrent { get; init; }
}

/// <summary>An event about the same subject, or the same client, whose fields satisfy a condition.</summary>
internal record EventPattern
{
    public string? Event { get; init; }

    /// <summary>The field that must hold the run's subject.</summary>
    public string? Subject { get; init; }

    /// <summary>The field that must hold the run's client.</summary>
    public string? Client { get; init; }

    public Predicate? Where { get; init; }

    /// <summary>
    /// By field of the event, the field of the start event whose value it must have, such as <c>service</c>: <c>start.service</c>. Where the start
    /// event had no such value, anything will do.
    /// </summary>
    public IReadOnlyDictionary<string, FieldRef>? Same { get; init; }
}

/// <summary>An event that stops the run, or the one step it stands in.</summary>
internal sealed record Cancellation : EventPattern
{
    /// <summary>A code for the history and for counting.</summary>
    public string? Reason { get; init; }
}

/// <summary>An event with newer fields, by which the time frame of a waiting step is counted anew, or its owner looked for anew.</summary>
internal sealed record Renewal : EventPattern
{
    /// <summary>The source whose fields the event's fields of the same names replace: <c>start</c> or an earlier step.</summary>
    public string? Replaces { get; init; }
}

/// <summary>One step: who owes what by when, what shows that it is done, and who hears when it is not.</summary>
internal sealed record StepDefinition
{
    public string? Key { get; init; }

    public string? Title { get; init; }

    public StepKind? Kind { get; init; }

    /// <summary>The steps that must have ended first; none for a step that opens at the start.</summary>
    public IReadOnlyList<string> After { get; init; } = [];

    /// <summary>Whether all of the steps before it must have ended, or one.</summary>
    public Join Join { get; init; }

    /// <summary>
    /// A condition on fields such as <c>triage.acuity</c>, asked when the step could open. If it does not hold, this branch is not
    /// taken: neither is the step, nor what comes after it alone.
    /// </summary>
    public Predicate? If { get; init; }

    /// <summary>Whether its owner may leave it out, with a reason.</summary>
    public bool Optional { get; init; }

    /// <summary>How it comes round again; null for a step that is done once.</summary>
    public Repetition? Repeat { get; init; }

    /// <summary>What makes its clock stand still.</summary>
    public IReadOnlyList<Holding> Hold { get; init; } = [];

    /// <summary>What lets it go on before the hold ends by itself.</summary>
    public IReadOnlyList<Resuming> Resume { get; init; } = [];

    /// <summary>How long people may hold it at a time; null where the tenant sets no bound.</summary>
    public Limit? HoldAtMost { get; init; }

    /// <summary>Tried in this order until one is there.</summary>
    public IReadOnlyList<Target> Owner { get; init; } = [];

    /// <summary>The fields with people who never get it, by rule, by escalation or by hand, such as whoever did what it checks.</summary>
    public IReadOnlyList<FieldRef> NotTo { get; init; } = [];

    public TimeFrame? TimeFrame { get; init; }

    public MeasurableOutcome? Outcome { get; init; }

    public IReadOnlyList<Cancellation> CancelWhen { get; init; } = [];

    /// <summary>What counts the time frame anew.</summary>
    public IReadOnlyList<Renewal> Retime { get; init; } = [];

    /// <summary>What gives the step to whom its owner rule finds then.</summary>
    public IReadOnlyList<Renewal> Reassign { get; init; } = [];

    public IReadOnlyList<Rung> Escalation { get; init; } = [];

    /// <summary>What becomes of it when its client is discharged while it is open.</summary>
    public AtDischarge AtDischarge { get; init; }

    /// <summary>Whether it has what the engine needs of every published step.</summary>
    [JsonIgnore]
    public bool IsWhole => Key is not null && Title is not null && Kind is not null && TimeFrame is not null && Outcome is not null
        && Escalation.Count > 0 && Escalation.All(r => r.After is not null);

    /// <summary>What ends it, or all of its rounds, without its being done.</summary>
    public IEnumerable<Cancellation> Needless => [.. CancelWhen, .. Repeat?.Until ?? []];

    public IEnumerable<EventPattern> Patterns =>
        [.. Outcome?.When is { } done ? [done] : Array.Empty<EventPattern>(), .. Needless, .. Retime, .. Reassign, .. Hold, .. Resume];

    public IEnumerable<FieldRef> Reads =>
        [.. TimeFrame?.Reads ?? [], .. Owner.Concat(Escalation.SelectMany(r => r.To)).SelectMany(t => t.Reads), .. NotTo, .. Branch];

    /// <summary>The fields by which its branch is chosen.</summary>
    public IEnumerable<FieldRef> Branch =>
        If?.Fields().Select(f => FieldRef.TryParse(f, out var read) ? read : (FieldRef?)null).OfType<FieldRef>() ?? [];
}
