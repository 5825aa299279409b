using System.ComponentModel.DataAnnotations.Schema;
using CarePlatform.Coordination.Contracts;
using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Coordination;

/// <summary>Where a run stands.</summary>
internal enum WorkflowState
{
    /// <summary>Some step has not ended.</summary>
    Running,

    /// <summary>Every step has ended.</summary>
    Completed,

    /// <summary>An event stopped it.</summary>
    Cancelled,
}

/// <summary>What is known of a step beside its item: what happened before it opened, or that no round of it comes any more.</summary>
/// <param name="DoneAt">Its outcome was reached early; null when it was cancelled.</param>
/// <param name="Cancelled">The reason why it will not be needed; null when it was done.</param>
/// <param name="Skipped">Its branch was not taken.</param>
/// <param name="Over">It was repeated, and its last round has ended.</param>
[NotMapped]
internal sealed record StepMark(DateTimeOffset? DoneAt, string? Cancelled, bool Skipped = false, bool Over = false);

/// <summary>One run of a published template for one subject. It keeps its revision to the end, whatever is published later.</summary>
internal sealed class Workflow
{
    private Workflow()
    {
    }

    public WorkflowId Id { get; private set; }

    public WorkflowTemplateId Template { get; private set; }

    public string TemplateKey { get; private set; } = "";

    /// <summary>Wire id of what it is about.</summary>
    public string Subject { get; private set; } = "";

    /// <summary>The subject at the start, to which it returns when a merge is taken back.</summary>
    public string FirstSubject { get; private set; } = "";

    public ClientId? Client { get; private set; }

    /// <summary>The client at the start, to whom it returns when a merge is taken back.</summary>
    public ClientId? FirstClient { get; private set; }

    public SiteId? Site { get; private set; }

    public WorkflowState State { get; private set; }

    /// <summary>Whether the subject may have no other run of the same template beside it.</summary>
    public bool Exclusive { get; private set; }

    /// <summary>Position in the log of the event that started it: one event starts one run.</summary>
    public long StartPosition { get; private set; }

    public DateTimeOffset StartedAt { get; private set; }

    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>Code of why it was cancelled.</summary>
    public string? Reason { get; private set; }

    public Facts Facts { get; private set; } = Facts.None;

    /// <summary>Steps that ended before they opened.</summary>
    public IReadOnlyDictionary<string, StepMark> Marks { get; private set; } = new Dictionary<string, StepMark>();

    /// <summary>How many entries its history has.</summary>
    public int HistoryLength { get; private set; }

    public int Version { get; private set; } = 1;

    public bool IsRunning => State is WorkflowState.Running;

    public static Workflow Start(
        WorkflowTemplateId template, WorkflowDefinition definition, string subject, ClientId? client, SiteId? site, LogEntry by) => new()
        {
            Id = new WorkflowId(Guid.CreateVersion7(by.OccurredAt)),
            Template = template,
            TemplateKey = definition.Key!,
            Subject = subject,
            FirstSubject = subject,
            Client = client,
            FirstClient = client,
            Site = site,
            State = WorkflowState.Running,
            Exclusive = !definition.Start!.Concurrent,
            StartPosition = by.Position,
            StartedAt = by.OccurredAt,
            Facts = Facts.None.With(FieldRef.Start, by.Payload, definition),
        };

    public void Learn(Facts facts) => Facts = facts;

    public void Mark(string step, StepMark mark) => Marks = new Dictionary<string, StepMark>(Marks) { [step] = mark };

    /// <summary>It follows another revision from now on.</summary>
    public void Follow(WorkflowTemplateId template) => Template = template;

    public int NextHistoryNumber() => ++HistoryLength;

    public void Complete(DateTimeOffset at) => (State, EndedAt) = (WorkflowState.Completed, at);

    public void Cancel(string reason, DateTimeOffset at) => (State, Reason, EndedAt) = (WorkflowState.Cancelled, reason, at);

    /// <summary>The client's record was merged into another.</summary>
    public void MergeInto(ClientId merged, ClientId stays)
    {
        Client = Client == merged ? stays : Client;
        Subject = Subject == merged.ToString() ? stays.ToString() : Subject;
    }

    /// <summary>The client's record was separated again from the one that it was merged into.</summary>
    public void ReturnTo(ClientId separated)
    {
        Client = FirstClient == separated ? separated : Client;
        Subject = FirstSubject == separated.ToString() ? FirstSubject : Subject;
    }
}
