namespace CarePlatform.Coordination;

/// <summary>Everything that a turn of the engine wants: to be stored, published and woken for, in one transaction.</summary>
internal sealed class Changes
{
    private readonly Dictionary<WorkItem, DateTimeOffset?> _wakes = [];

    /// <summary>Steps that became work.</summary>
    public List<WorkItem> Opened { get; } = [];

    /// <summary>What happened, for the run's history.</summary>
    public List<HistoryEntry> History { get; } = [];

    /// <summary>What happened, for the log.</summary>
    public List<object> Events { get; } = [];

    /// <summary>When each item wants to be looked at again; null takes its timer back.</summary>
    public IReadOnlyDictionary<WorkItem, DateTimeOffset?> Wakes => _wakes;

    public void WakeAt(WorkItem item, DateTimeOffset? at) => _wakes[item] = at;
}
