using CarePlatform.Coordination.Contracts;

namespace CarePlatform.Coordination;

/// <summary>Where a revision of a template stands.</summary>
internal enum TemplateState
{
    /// <summary>Being written; it starts nothing.</summary>
    Draft,

    /// <summary>In force: it starts runs and never changes again.</summary>
    Published,

    /// <summary>It starts nothing any more; its runs go on to their end.</summary>
    Retired,
}

/// <summary>One revision of a workflow's definition. At most one revision of a key is a draft and at most one is published.</summary>
internal sealed class WorkflowTemplate
{
    private WorkflowTemplate()
    {
    }

    public WorkflowTemplateId Id { get; private set; }

    /// <summary>The same for all revisions, such as <c>front-door</c>.</summary>
    public string Key { get; private set; } = "";

    /// <summary>1, 2, 3… within the key.</summary>
    public int Revision { get; private set; }

    public TemplateState State { get; private set; }

    public string Title { get; private set; } = "";

    public WorkflowDefinition Definition { get; private set; } = new();

    /// <summary>The event that starts a run; null while the draft names none.</summary>
    public string? StartEvent { get; private set; }

    /// <summary>Every type of event that can make a difference to its runs.</summary>
    public string[] Hears { get; private set; } = [];

    /// <summary>The number of the platform's default that it is, unchanged; null when the tenant wrote it.</summary>
    public int? DefaultNumber { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset? PublishedAt { get; private set; }

    public DateTimeOffset? RetiredAt { get; private set; }

    /// <summary>Since when it is set aside because it cannot be read; null while it is in use.</summary>
    public DateTimeOffset? SetAsideAt { get; private set; }

    public string? SetAsideReason { get; private set; }

    public int Version { get; private set; } = 1;

    /// <summary>Why the engine cannot work with it; null when it can, and for a draft, which may lack anything.</summary>
    public string? Defect => State is TemplateState.Draft ? Definition.Unreadable?.Problem : Definition.Defect;

    public static WorkflowTemplate Draft(WorkflowDefinition definition, int revision, DateTimeOffset at)
    {
        var template = new WorkflowTemplate
        {
            Id = new WorkflowTemplateId(Guid.CreateVersion7(at)),
            Key = definition.Key!,
            Revision = revision,
            CreatedAt = at,
        };
        template.Write(definition);
        return template;
    }

    /// <summary>One of the platform's own definitions, in force from now on.</summary>
    public static WorkflowTemplate Default(WorkflowDefinition definition, int number, int revision, DateTimeOffset at)
    {
        var template = Draft(definition, revision, at);
        template.DefaultNumber = number;
        template.Publish(at);
        return template;
    }

    /// <summary>Changes a draft; its key stays.</summary>
    public void Write(WorkflowDefinition definition)
    {
        Definition = definition with { Key = Key };
        Title = definition.Title ?? Key;
        StartEvent = definition.Start?.Event;
        Hears = [.. definition.Hears.Order(StringComparer.Ordinal)];
    }

    public void Publish(DateTimeOffset at) => (State, PublishedAt) = (TemplateState.Published, at);

    public void SetAside(string reason, DateTimeOffset at) => (SetAsideReason, SetAsideAt) = (reason, at);

    public void TakeBack() => (SetAsideReason, SetAsideAt) = (null, null);

    public void Retire(DateTimeOffset at) => (State, RetiredAt) = (TemplateState.Retired, at);
}
