using CarePlatform.Coordination.Contracts;
using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Coordination;

/// <summary>
/// One move of one run: something happened, and the run's steps follow. It decides everything in memory and touches neither
/// database nor clock, so that the same run and the same happening always give the same changes.
/// </summary>
/// <param name="items">The items of this run that have opened so far.</param>
/// <param name="now">When it happened, in the tenant's time.</param>
/// <param name="by">Who did it; null for the system.</param>
internal sealed partial class Turn(
    Workflow workflow, IEnumerable<WorkItem> items, WorkflowDefinition definition, BusinessCalendar calendar, Staff staff,
    DateTimeOffset now, UserId? by)
{
    private readonly List<WorkItem> _rounds = [.. items];

    // The latest round of each step that has opened.
    private readonly Dictionary<string, WorkItem> _items = items
        .GroupBy(i => i.Step, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.MaxBy(i => i.Round)!, StringComparer.Ordinal);

    public Workflow Workflow => workflow;

    /// <summary>The refusal of whatever asks the definition, where it cannot be read; null when it can.</summary>
    public TemplateUnreadable? Unreadable => definition.Defect is null ? null : new TemplateUnreadable(workflow.TemplateKey);

    public Changes Changes { get; } = new();

    // The same person gets the steps of one run; different runs go round.
    private int Spread => BitConverter.ToInt32(workflow.Id.Value.ToByteArray(), 12);

    /// <summary>The run begins.</summary>
    /// <param name="revision">The revision of the template that it follows.</param>
    public void Start(int revision)
    {
        Record(null, Happening.Started);
        Publish(new WorkflowStarted(
            workflow.Id, workflow.TemplateKey, revision, workflow.Subject, workflow.Client, workflow.Site, workflow.StartedAt));
        Settle();
    }

    /// <summary>
    /// An event of the log that may complete, retime, reassign or cancel steps, or stop the run. One that means nothing here
    /// changes nothing.
    /// </summary>
    public void Hear(LogEntry heard)
    {
        if (!workflow.IsRunning)
        {
            return;
        }

        foreach (var step in definition.Steps.Where(s => !HasEnded(s.Key!)))
        {
            if (step.Retime.FirstOrDefault(r => Concerns(r, heard)) is { } retiming)
            {
                workflow.Learn(workflow.Facts.Renewed(retiming.Replaces!, heard, definition));
                Retime(step);
            }

            if (step.Reassign.FirstOrDefault(r => Concerns(r, heard)) is { } reassigning)
            {
                workflow.Learn(workflow.Facts.Renewed(reassigning.Replaces!, heard, definition));
                Reassign(step);
            }

            HearOfHold(step, heard);
            if (step.Outcome!.When is { } done && Concerns(done, heard))
            {
                workflow.Learn(workflow.Facts.With(step.Key!, heard.Payload, definition));
                Achieve(step);
            }
            else if (step.Needless.FirstOrDefault(c => Concerns(c, heard)) is { } needless)
            {
                Abandon(step, needless.Reason!);
            }
        }

        if (definition.Cancel.FirstOrDefault(c => Concerns(c, heard)) is { } stop)
        {
            Stop(stop.Reason!);
        }

        Settle();
    }

    private bool Concerns(EventPattern pattern, LogEntry heard) => pattern.Event == heard.Type
        && (pattern.Subject is null || Equals(Scalar.Of(heard.Payload, pattern.Subject), workflow.Subject))
        && (pattern.Client is null || IsClient(Scalar.Of(heard.Payload, pattern.Client) as string))
        && (pattern.Where?.Holds(heard.Payload) ?? true)
        && (pattern.Same is null || pattern.Same.All(s => workflow.Facts.Value(s.Value) is not { } value || value.Equals(Scalar.Of(heard.Payload, s.Key))));

    private bool IsClient(string? id) => Id.TryParse<ClientId>(id, out var client) && client == workflow.Client;

    // Opens what can open and passes by the branches that are not taken, until nothing is left to do; then the run has ended when
    // every step has.
    private void Settle()
    {
        while (workflow.IsRunning && definition.Steps.Where(IsReached).ToList() is { Count: > 0 } next)
        {
            foreach (var step in next)
            {
                if (IsWanted(step))
                {
                    Open(step);
                }
                else
                {
                    PassBy(step);
                }
            }
        }

        if (workflow.IsRunning && definition.Steps.All(s => HasEnded(s.Key!)))
        {
            workflow.Complete(now);
            Record(null, Happening.Completed);
            Publish(new WorkflowCompleted(workflow.Id, workflow.TemplateKey, workflow.Subject, workflow.Client, now));
        }
    }

    // Where the same event ended the last step there is nothing left to stop.
    private void Stop(string reason)
    {
        if (definition.Steps.All(s => HasEnded(s.Key!)))
        {
            return;
        }

        foreach (var item in _items.Values.Where(i => i.IsOpen).ToList())
        {
            Cancel(item, reason);
        }

        foreach (var item in definition.Steps.Where(IsBetweenRounds).Select(s => _items[s.Key!]))
        {
            Changes.WakeAt(item, null);
        }

        workflow.Cancel(reason, now);
        Record(null, Happening.Cancelled, reason: reason);
        Publish(new WorkflowCancelled(workflow.Id, workflow.TemplateKey, workflow.Subject, workflow.Client, reason, now));
    }

    private void Record(
        WorkItem? item, Happening what, string? reason = null, Holder holder = default, int? rung = null, DateTimeOffset? dueAt = null,
        IReadOnlyList<PassedOver>? passed = null, string? note = null) =>
        Changes.History.Add(new HistoryEntry
        {
            Workflow = workflow.Id,
            Number = workflow.NextHistoryNumber(),
            Item = item?.Id,
            What = what,
            At = now,
            By = by,
            Reason = reason,
            Owner = holder.Owner,
            Team = holder.Team,
            Partner = holder.Partner,
            Rung = rung,
            DueAt = dueAt,
            PassedOver = passed is { Count: > 0 } ? passed : null,
            Note = note,
        });

    private void Publish(object happened) => Changes.Events.Add(happened);
}
