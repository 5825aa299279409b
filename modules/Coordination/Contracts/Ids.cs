using CarePlatform.Platform;

namespace CarePlatform.Coordination.Contracts;

/// <summary>One version of a workflow's definition.</summary>
public readonly record struct WorkflowTemplateId(Guid Value) : IId<WorkflowTemplateId>
{
    public static string Prefix => "wft";

    public static WorkflowTemplateId From(Guid value) => new(value);

    public override string ToString() => Id.Format(this);
}

/// <summary>One run of a workflow for one subject.</summary>
public readonly record struct WorkflowId(Guid Value) : IId<WorkflowId>
{
    public static string Prefix => "wf";

    public static WorkflowId From(Guid value) => new(value);

    public override string ToString() => Id.Format(this);
}

/// <summary>One step of a run, which is a work item to its owner.</summary>
public readonly record struct WorkItemId(Guid Value) : IId<WorkItemId>
{
    public static string Prefix => "wi";

    public static WorkItemId From(Guid value) => new(value);

    public override string ToString() => Id.Format(this);
}
