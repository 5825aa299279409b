namespace CarePlatform.GraphQL;

/// <summary>The deferred fragments around a place of the response.</summary>
internal sealed class DeferScope
{
    private readonly DeferScope? _outer;
    private readonly FragmentRecord? _base;
    private readonly Dictionary<DeferUsage, FragmentRecord>? _begun;

    private DeferScope(DeferScope? outer, FragmentRecord? atBase, Dictionary<DeferUsage, FragmentRecord>? begun)
    {
        _outer = outer;
        _base = atBase;
        _begun = begun;
    }

    /// <summary>No fragment.</summary>
    public static DeferScope None { get; } = new(null, null, null);

    /// <summary>The place inside a fragment whose plan does not know that it is deferred.</summary>
    public DeferScope Inside(FragmentRecord fragment) => new(this, fragment, null);

    /// <summary>The place inside an object that begins fragments, those outside first.</summary>
    public DeferScope Begin(IReadOnlyList<DeferUsage> usages, IReadOnlyList<object> path)
    {
        if (usages.Count == 0)
        {
            return this;
        }

        var begun = new Dictionary<DeferUsage, FragmentRecord>(usages.Count, ReferenceEqualityComparer.Instance);
        var scope = new DeferScope(this, _base, begun);
        foreach (var usage in usages)
        {
            begun[usage] = new FragmentRecord(usage, path, usage.Parent is null ? _base : scope.Of(usage.Parent));
        }

        return scope;
    }

    /// <summary>The fragment of a usage.</summary>
    public FragmentRecord Of(DeferUsage usage)
    {
        for (var scope = this; scope is not null; scope = scope._outer)
        {
            if (scope._begun is { } begun && begun.TryGetValue(usage, out var fragment))
            {
                return fragment;
            }
        }

        throw new InvalidOperationException("A fragment is used where no object around it has begun it.");
    }
}
