using CarePlatform.Platform;

namespace CarePlatform.Coordination;

/// <summary>The versions of events, as definitions meet them.</summary>
internal sealed partial class EventCatalogue
{
    /// <summary>The version of an event that is published today; null when this is it.</summary>
    public string? NewerThan(string name) => history.NewerThan(name);

    /// <summary>What happened, in the words of the version that the definition names.</summary>
    public LogEntry Told(LogEntry heard, WorkflowDefinition definition)
    {
        var names = EventHistory.NamesOf(heard.Type);
        return names.Count == 1 ? heard
            : definition.Hears.FirstOrDefault(names.Contains) is { } known ? history.As(heard, known)
            : heard;
    }
}
