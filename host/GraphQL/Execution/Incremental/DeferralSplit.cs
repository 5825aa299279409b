namespace CarePlatform.GraphQL;

/// <summary>The fields of an object, divided into those that come at once and those that come with deferred fragments.</summary>
internal sealed class DeferralSplit
{
    private DeferralSplit(
        IReadOnlyList<FieldGroup> immediate, OrderedDictionary<DeferUsageSet, List<FieldGroup>> deferred, IReadOnlyList<DeferUsage> newUsages)
    {
        Immediate = immediate;
        Deferred = deferred;
        NewUsages = newUsages;
    }

    public IReadOnlyList<FieldGroup> Immediate { get; }

    public IReadOnlyDictionary<DeferUsageSet, List<FieldGroup>> Deferred { get; }

    /// <summary>The fragments that this object begins, those outside first.</summary>
    public IReadOnlyList<DeferUsage> NewUsages { get; }

    /// <summary>
    /// Divides the fields of an object at this depth. What the fragments defer in which the object itself is delivered comes at once;
    /// null when nothing else is deferred.
    /// </summary>
    public static DeferralSplit? Of(IReadOnlyList<FieldGroup> groups, DeferUsageSet? scope, int depth)
    {
        var usages = new HashSet<DeferUsage>();
        var immediate = new List<FieldGroup>(groups.Count);
        var deferred = new OrderedDictionary<DeferUsageSet, List<FieldGroup>>();
        foreach (var group in groups)
        {
            for (var i = 0; i < group.Count; i++)
            {
                for (var usage = group.DeferredBy(i); usage is not null && usage.Depth == depth && usages.Add(usage); usage = usage.Parent)
                {
                }
            }

            if (DeferUsageSet.Of(group) is not { } by || by.Equals(scope))
            {
                immediate.Add(group);
            }
            else if (deferred.TryGetValue(by, out var fields))
            {
                fields.Add(group);
            }
            else
            {
                deferred[by] = [group];
            }
        }

        return deferred.Count == 0 && usages.Count == 0
            ? null
            : new DeferralSplit(immediate, deferred, [.. usages.OrderBy(usage => usage.Number)]);
    }
}
