namespace CarePlatform.GraphQL;

/// <summary>Something that is found while an object or a list is written, and delivered later.</summary>
internal abstract class PartRecord(IReadOnlyList<object> path)
{
    /// <summary>The way to the object or the list.</summary>
    public IReadOnlyList<object> Path { get; } = path;
}

/// <summary>Fields of one object that are delivered with one or several fragments.</summary>
internal sealed class GroupRecord(OperationPlan plan, object parent, IReadOnlyList<object> path, FragmentRecord[] fragments, DeferScope scope)
    : PartRecord(path)
{
    public OperationPlan Plan { get; } = plan;

    /// <summary>The object.</summary>
    public object Parent { get; } = parent;

    public IReadOnlyList<FragmentRecord> Fragments { get; } = fragments;

    /// <summary>What the fields' own fragments belong to.</summary>
    public DeferScope Scope { get; } = scope.Inside(fragments[0]);

    public bool IsStarted { get; set; }

    public bool IsDelivered { get; set; }

    /// <summary>What came of it; null until it is resolved.</summary>
    public PartResult? Result { get; set; }
}

/// <summary>The items of a list that come after the first ones.</summary>
internal sealed class StreamRecord(StreamPlan plan, FieldPlan field, IReadOnlyList<object> path, StreamSource source, int next) : PartRecord(path)
{
    public StreamPlan Plan { get; } = plan;

    public FieldPlan Field { get; } = field;

    public StreamSource Source { get; } = source;

    /// <summary>The position of the next item.</summary>
    public int Next { get; set; } = next;

    /// <summary>What the client knows it by; empty until it is announced.</summary>
    public string Id { get; set; } = "";
}
