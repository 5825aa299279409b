namespace CarePlatform.GraphQL;

/// <summary>A <c>@defer</c> as one level of the response has it: through the fragments that lead there, inside those that are deferred themselves.</summary>
internal sealed class DeferUsage(int number, int depth, DeferUsage? parent, string? label)
{
    /// <summary>Tells the usages of an operation apart.</summary>
    public int Number { get; } = number;

    /// <summary>The level of the response at whose objects it stands.</summary>
    public int Depth { get; } = depth;

    /// <summary>The usage around this one; null for one that nothing defers.</summary>
    public DeferUsage? Parent { get; } = parent;

    public string? Label { get; } = label;

    /// <summary>Whether what is deferred by one of these is deferred by this one as well.</summary>
    public bool IsInsideAny(IReadOnlySet<DeferUsage> others)
    {
        for (var outer = Parent; outer is not null; outer = outer.Parent)
        {
            if (others.Contains(outer))
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>The fragments that all select a field and all are deferred: the field is delivered with the first of them that is complete.</summary>
internal sealed class DeferUsageSet : IEquatable<DeferUsageSet>
{
    private readonly int _hash;

    private DeferUsageSet(DeferUsage[] usages)
    {
        Usages = usages;
        var hash = new HashCode();
        foreach (var usage in usages)
        {
            hash.Add(usage.Number);
        }

        _hash = hash.ToHashCode();
    }

    public IReadOnlyList<DeferUsage> Usages { get; }

    /// <summary>The usages that defer a field; one inside another does not count. Null when a selection does not defer it.</summary>
    public static DeferUsageSet? Of(FieldGroup group)
    {
        if (group.DeferredBy(0) is not { } first)
        {
            return null;
        }

        if (group.Count == 1)
        {
            return new DeferUsageSet([first]);
        }

        var all = new HashSet<DeferUsage>();
        for (var i = 0; i < group.Count; i++)
        {
            if (group.DeferredBy(i) is not { } usage)
            {
                return null;
            }

            all.Add(usage);
        }

        return new DeferUsageSet([.. all.Where(usage => !usage.IsInsideAny(all)).OrderBy(usage => usage.Number)]);
    }

    public bool Equals(DeferUsageSet? other) => other is not null && Usages.SequenceEqual(other.Usages);

    public override bool Equals(object? obj) => Equals(obj as DeferUsageSet);

    public override int GetHashCode() => _hash;
}
