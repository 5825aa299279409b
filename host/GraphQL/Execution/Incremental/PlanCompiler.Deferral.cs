namespace CarePlatform.GraphQL;

/// <content>Plans for what is delivered later. Each is a plan of its own, so that it runs without the rest of the operation.</content>
internal sealed partial class PlanCompiler
{
    private readonly Deferrals? _deferrals;
    private readonly DeferUsageSet? _scope;

    /// <summary>Compiles a part of what another compiler compiles: fields that this set of fragments defers.</summary>
    private PlanCompiler(PlanCompiler whole, DeferUsageSet? scope)
    {
        _runtime = whole._runtime;
        _operation = whole._operation;
        _options = whole._options;
        _collector = whole._collector;
        _deferrals = whole._deferrals;
        _fields = whole._fields;
        _scope = scope;
    }

    private DeferredFields CompileDeferred(ObjectType type, DeferralSplit split, int depth, ref int height)
    {
        var groups = new List<DeferredGroup>(split.Deferred.Count);
        foreach (var (by, fields) in split.Deferred)
        {
            var (plan, below) = CompileGroup(type, by, fields, depth);
            groups.Add(new DeferredGroup(by.Usages, plan));
            height = Math.Max(height, below);
        }

        return new DeferredFields(split.NewUsages, groups);
    }

    private (OperationPlan Plan, int Height) CompileGroup(ObjectType type, DeferUsageSet by, IReadOnlyList<FieldGroup> fields, int depth)
    {
        // Below a single fragment nothing is deferred by it any more: so its plan serves every place that spreads it.
        var isOne = by.Usages.Count == 1 && fields.All(field => field.IsDeferredOnlyBy(by.Usages[0]));
        var scope = isOne ? null : by;
        IReadOnlyList<FieldGroup> groups = isOne ? [.. fields.Select(field => field.WithoutDeferral)] : fields;
        return CompileOnce(new PartKey(new Selected(type, groups), scope, false), depth, scope, part => part.CompileFields(type, groups, depth));
    }

    /// <summary>The completion of a list whose items are streamed; null for any other value.</summary>
    private StreamCompletion? CompleteStreamed(ObjectType parent, GraphType type, FieldGroup nodes, int depth, ref int height)
    {
        if (_deferrals is null || type.Nullable is not ListType list || _deferrals.StreamAt(nodes[0]) is not { } directive)
        {
            return null;
        }

        var item = Complete(list.Of, nodes, depth, ref height);
        var later = nodes.WithoutDeferral;
        Completion? streamed = null;
        var (plan, _) = CompileOnce(new PartKey(new Selected(parent, [later]), null, true), depth, null, part =>
        {
            var root = new ObjectPlan(0, parent);
            root.Complete([]);
            part._objects.Add(root);
            var below = 0;
            streamed = part.Complete(list.Of, later, depth, ref below);
            return (root, below + 1);
        });
        return new StreamCompletion(item, _deferrals.StreamOf(plan, streamed, directive), type is NonNullType);
    }

    private (OperationPlan Plan, int Height) CompileOnce(
        PartKey key, int depth, DeferUsageSet? scope, Func<PlanCompiler, (ObjectPlan Root, int Height)> compile)
    {
        if (_deferrals!.Parts.TryGetValue(key, out var known))
        {
            RequireDepth(depth + known.Height - 1);
            return known;
        }

        var part = new PlanCompiler(this, scope);
        var (root, height) = compile(part);
        _fields = part._fields;
        return _deferrals.Parts[key] = (part.PlanOf(root, height, depth), height);
    }
}
