namespace CarePlatform.GraphQL;

/// <summary>
/// Takes what is found to be delivered later while a part of the response is written. What was found inside an object that null
/// took the place of is forgotten with it.
/// </summary>
internal sealed class DeferralLog
{
    private readonly JsonOutput _output;
    private readonly List<(int Position, PartRecord Part)> _found = [];
    private readonly int _mostPending;
    private int _pending;

    public DeferralLog(JsonOutput output, OpenSources sources, IncrementalOptions options)
    {
        _mostPending = options.MaxPending;
        _output = output;
        _output.Rewound = Forget;
        Sources = sources;
    }

    /// <summary>The fragments around the place that is written.</summary>
    public DeferScope Scope { get; set; } = DeferScope.None;

    /// <summary>The sources of all streams of the request.</summary>
    public OpenSources Sources { get; }

    /// <summary>Writes an object that delivers some of its fields later; false when null has to take its place.</summary>
    public bool WriteObject(ObjectPlan plan, object parent, int ordinal, ExecutionRun run)
    {
        var entry = Enter(plan, run.Path.ToList());
        try
        {
            if (!run.WriteObject(plan, parent, ordinal))
            {
                return false;
            }

            AddGroups(entry, plan, parent);
            return true;
        }
        finally
        {
            Scope = entry.Outer;
        }
    }

    /// <summary>Begins the fragments of an object.</summary>
    public (DeferScope Outer, int Place, IReadOnlyList<object> Path) Enter(ObjectPlan plan, IReadOnlyList<object> path)
    {
        var outer = Scope;
        if (plan.Deferred is { } deferred)
        {
            Count(deferred.NewUsages.Count);
            Scope = outer.Begin(deferred.NewUsages, path);
        }

        return (outer, _found.Count, path);
    }

    /// <summary>Adds what an object that is written delivers later, in front of what the objects inside it do.</summary>
    public void AddGroups((DeferScope Outer, int Place, IReadOnlyList<object> Path) entry, ObjectPlan plan, object parent)
    {
        var place = entry.Place;
        foreach (var group in plan.Deferred?.Groups ?? [])
        {
            Count(group.Usages.Count);
            var record = new GroupRecord(group.Plan, parent, entry.Path, [.. group.Usages.Select(Scope.Of)], Scope);
            _found.Insert(place++, (_output.Position, record));
        }
    }

    /// <summary>Adds the rest of a list that is written.</summary>
    public void AddStream(StreamRecord stream)
    {
        Count(1);
        _found.Add((_output.Position, stream));
    }

    /// <summary>What was found since the last time.</summary>
    public IReadOnlyList<PartRecord> Take()
    {
        if (_found.Count == 0)
        {
            return [];
        }

        PartRecord[] parts = [.. _found.Select(found => found.Part)];
        _found.Clear();
        return parts;
    }

    private void Count(int more)
    {
        _pending += more;
        if (_pending > _mostPending)
        {
            throw new ResponseTooLargeException(_mostPending, "parts that come later");
        }
    }

    private void Forget(int position)
    {
        while (_found.Count > 0 && _found[^1].Position > position)
        {
            _found.RemoveAt(_found.Count - 1);
        }
    }
}
