using CarePlatform.Coordination.Contracts;
using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Coordination;

/// <summary>One run of a workflow for one subject.</summary>
[View<Workflow>, Audited("Client")]
internal static class WorkflowView
{
    /// <summary>Its id.</summary>
    public static WorkflowId Id(Workflow workflow) => workflow.Id;

    /// <summary>The revision that it follows to its end.</summary>
    public static WorkflowTemplateId Template(Workflow workflow) => workflow.Template;

    /// <summary>Id of what it is about, such as the inquiry.</summary>
    public static string Subject(Workflow workflow) => workflow.Subject;

    /// <summary>The client whom it is about.</summary>
    public static ClientId? Client(Workflow workflow) => workflow.Client;

    /// <summary>Running, completed or cancelled.</summary>
    public static WorkflowState State(Workflow workflow) => workflow.State;

    /// <summary>When it began.</summary>
    public static DateTimeOffset StartedAt(Workflow workflow) => workflow.StartedAt;

    /// <summary>When its last step ended.</summary>
    public static DateTimeOffset? EndedAt(Workflow workflow) => workflow.EndedAt;

    /// <summary>Code of why it was cancelled.</summary>
    public static string? Reason(Workflow workflow) => workflow.Reason;

    /// <summary>All steps of its template in order, those that have not opened included.</summary>
    public static Loaded<IReadOnlyList<WorkflowStep>> Steps(Workflow workflow, StepsByWorkflow loader) => loader.For(workflow.Id);

    /// <summary>The steps that have become work and that the reader may see, in the order in which they opened.</summary>
    public static Loaded<IReadOnlyList<WorkItem>> WorkItems(Workflow workflow, WorkItemsByWorkflow loader) => loader.For(workflow.Id);

    /// <summary>What happened to it and its steps, in order.</summary>
    public static Loaded<IReadOnlyList<HistoryEntry>> History(Workflow workflow, HistoryByWorkflow loader) => loader.For(workflow.Id);
}
