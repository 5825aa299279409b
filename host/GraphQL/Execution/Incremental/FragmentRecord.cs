namespace CarePlatform.GraphQL;

/// <summary>How far a deferred fragment of one object is.</summary>
internal enum FragmentState
{
    /// <summary>The client does not know of it.</summary>
    Waiting,

    /// <summary>The client was told to expect it.</summary>
    Announced,

    /// <summary>The client has all of it.</summary>
    Delivered,

    /// <summary>The client was told that it will not come.</summary>
    Failed,
}

/// <summary>A deferred fragment of one object of the response.</summary>
internal sealed class FragmentRecord(DeferUsage usage, IReadOnlyList<object> path, FragmentRecord? parent)
{
    public string? Label => usage.Label;

    /// <summary>The way to the object.</summary>
    public IReadOnlyList<object> Path { get; } = path;

    /// <summary>The fragment that has to be delivered before this one is announced.</summary>
    public FragmentRecord? Parent { get; } = parent;

    /// <summary>What the client knows it by; empty until it is announced.</summary>
    public string Id { get; set; } = "";

    public FragmentState State { get; set; }

    /// <summary>Whether it is among the children of its parent, or was on its own from the start.</summary>
    public bool IsLinked { get; set; }

    /// <summary>How many of the groups are not resolved.</summary>
    public int Unresolved { get; set; }

    /// <summary>The errors for which it cannot be delivered; null when there are none.</summary>
    public IReadOnlyList<GraphQLError>? Failure { get; set; }

    public List<GroupRecord> Groups { get; } = [];

    public List<FragmentRecord> Children { get; } = [];
}
