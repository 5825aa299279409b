using System.Text.Json;
using CarePlatform.Coordination.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Coordination;

/// <summary>One revision of a workflow's definition: what starts it, its steps, what stops it.</summary>
[View<WorkflowTemplate>]
internal static class WorkflowTemplateView
{
    /// <summary>Its id.</summary>
    public static WorkflowTemplateId Id(WorkflowTemplate template) => template.Id;

    /// <summary>The same for all revisions, such as front-door.</summary>
    public static string Key(WorkflowTemplate template) => template.Key;

    /// <summary>1, 2, 3… within the key.</summary>
    public static int Revision(WorkflowTemplate template) => template.Revision;

    /// <summary>Draft, published or retired.</summary>
    public static TemplateState State(WorkflowTemplate template) => template.State;

    /// <summary>What the workflow is called.</summary>
    public static string Title(WorkflowTemplate template) => template.Title;

    /// <summary>The definition as JSON.</summary>
    public static JsonElement Definition(WorkflowTemplate template) => DefinitionJson.Element(template.Definition);

    /// <summary>The event that starts a run.</summary>
    public static string? StartEvent(WorkflowTemplate template) => template.StartEvent;

    /// <summary>Whether it is one of the platform's own, unchanged.</summary>
    public static bool IsDefault(WorkflowTemplate template) => template.DefaultNumber is not null;

    /// <summary>Whose the templates of its key are, and what the platform ships and holds back for that.</summary>
    public static Loaded<StandingOfKey> KeyStanding(WorkflowTemplate template, StandingByKey loader) => loader.For(template.Key);

    /// <summary>What keeps the draft from being published: all that is missing or wrong, in words. Empty for what is published.</summary>
    public static IReadOnlyList<Finding> Findings(WorkflowTemplate template) =>
        template.State is TemplateState.Draft ? DefinitionReview.Of(template.Definition, EventCatalogue.Contracts) : [];

    /// <summary>When it was begun.</summary>
    public static DateTimeOffset CreatedAt(WorkflowTemplate template) => template.CreatedAt;

    /// <summary>When it came into force.</summary>
    public static DateTimeOffset? PublishedAt(WorkflowTemplate template) => template.PublishedAt;

    /// <summary>When it was taken out of force.</summary>
    public static DateTimeOffset? RetiredAt(WorkflowTemplate template) => template.RetiredAt;

    /// <summary>Since when it is set aside, because it cannot be read; null while it is in use. The others go on.</summary>
    public static DateTimeOffset? SetAsideAt(WorkflowTemplate template) => template.SetAsideAt;

    /// <summary>Why it cannot be read, and where; null when it can.</summary>
    public static string? Unreadable(WorkflowTemplate template) => template.Defect;

    /// <summary>How many events wait until it can be read again; then it hears them in order.</summary>
    public static Loaded<int> MissedEvents(WorkflowTemplate template, MissedByTemplate loader) => loader.For(template.Id);

    /// <summary>Send it as expectedVersion with a change.</summary>
    public static int Version(WorkflowTemplate template) => template.Version;
}

/// <summary>Something that keeps a definition from being published.</summary>
[View<Finding>("WorkflowTemplateFinding")]
internal static class FindingView
{
    /// <summary>Where in the definition, such as steps[1].owner.</summary>
    public static string Path(Finding finding) => finding.Path;

    /// <summary>What is missing or wrong and what to do.</summary>
    public static string Problem(Finding finding) => finding.Problem;
}
