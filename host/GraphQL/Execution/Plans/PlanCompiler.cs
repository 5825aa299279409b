namespace CarePlatform.GraphQL;

/// <summary>
/// Makes the plan of an operation. The same selection of the same type is planned once, wherever it stands; so neither fragments
/// that spread each other over and over nor interfaces with many types can make a plan much larger than its document.
/// </summary>
internal sealed partial class PlanCompiler
{
    private readonly SchemaRuntime _runtime;
    private readonly OperationDefinitionNode _operation;
    private readonly FieldCollector _collector;
    private readonly ExecutorOptions _options;
    private readonly List<ObjectPlan> _objects = [];
    private readonly List<FieldPlan> _guarded = [];
    private readonly Dictionary<Selected, (ObjectPlan Plan, int Height)> _known = [];
    private int _columns;
    private int _argumentSlots;
    private int _fields;

    private PlanCompiler(
        SchemaRuntime runtime,
        OperationDefinitionNode operation,
        IReadOnlyDictionary<string, FragmentDefinitionNode> fragments,
        Conditions conditions,
        ExecutorOptions options,
        Deferrals? deferrals)
    {
        _runtime = runtime;
        _operation = operation;
        _options = options;
        _deferrals = deferrals;
        _collector = new FieldCollector(runtime.Schema, fragments, conditions, deferrals);
    }

    /// <summary>
    /// The plan of an operation; an operation beyond the limits is refused. Without <paramref name="deferrals"/> everything is
    /// delivered at once, whatever the document asks for.
    /// </summary>
    public static OperationPlan Compile(
        SchemaRuntime runtime,
        OperationDefinitionNode operation,
        ObjectType root,
        IReadOnlyDictionary<string, FragmentDefinitionNode> fragments,
        Conditions conditions,
        ExecutorOptions options,
        Deferrals? deferrals = null) =>
        new PlanCompiler(runtime, operation, fragments, conditions, options, deferrals).Compile(root);

    private OperationPlan Compile(ObjectType root)
    {
        var (plan, depth) = CompileObject(root, [new ScopedSelections(_operation.SelectionSet, null)], 1);
        return PlanOf(plan, depth, 1);
    }

    /// <param name="level">The level at which the root stands in the whole response.</param>
    private OperationPlan PlanOf(ObjectPlan root, int depth, int level)
    {
        if (_options.Cost is { } cost)
        {
            var weights = new CostWeights(_runtime.Schema, cost);
            _objects.ForEach(objects => objects.Weight = weights.Of(objects));

            // The root fields of the operation cost the same for every execution. The object that a part belongs to is counted already.
            root.Weight = level == 1 ? 0 : weights.OfFields(root);
        }

        return new OperationPlan
        {
            Operation = _operation,
            Root = root,
            Objects = [.. _objects],
            StoredObjects = [.. _objects.Where(objects => objects.HasStoredFields)],
            GuardedFields = [.. _guarded],
            ColumnCount = _columns,
            ArgumentSlots = _argumentSlots,
            FieldCount = _fields,
            Depth = depth,
            IsConstant = _guarded.Count == 0 && _argumentSlots == 0
                && root.Deferred is null && root.Fields.Length > 0 && root.Fields.All(MetaFields.Contains),
        };
    }

    /// <summary>The plan and how deep it nests below itself, itself included.</summary>
    private (ObjectPlan Plan, int Height) CompileObject(ObjectType type, IEnumerable<ScopedSelections> selectionSets, int depth)
    {
        var selected = new Selected(type, _collector.Collect(type, selectionSets, depth));
        if (_known.TryGetValue(selected, out var known))
        {
            RequireDepth(depth + known.Height - 1);
            return known;
        }

        var split = _deferrals is null ? null : DeferralSplit.Of(selected.Groups, _scope, depth);
        var (plan, height) = CompileFields(type, split?.Immediate ?? selected.Groups, depth);
        if (split is not null)
        {
            plan.Deferred = CompileDeferred(type, split, depth, ref height);
        }

        return _known[selected] = (plan, height);
    }

    private (ObjectPlan Plan, int Height) CompileFields(ObjectType type, IReadOnlyList<FieldGroup> groups, int depth)
    {
        RequireDepth(depth);
        var plan = new ObjectPlan(_objects.Count, type);
        _objects.Add(plan);
        var fields = new List<FieldPlan>(groups.Count);
        var height = 1;
        foreach (var nodes in groups)
        {
            if (_runtime.Schema.FindField(type, nodes[0].Name.Value) is { } definition)
            {
                var (field, below) = CompileField(plan, definition, nodes, depth);
                fields.Add(field);
                height = Math.Max(height, below + 1);
            }
        }

        plan.Complete([.. fields]);
        return (plan, height);
    }

    private (FieldPlan Field, int Height) CompileField(ObjectPlan parent, Field definition, FieldGroup nodes, int depth)
    {
        if (++_fields > _options.MaxFields)
        {
            throw new GraphQLException(
                new GraphQLError($"The operation has more than {_options.MaxFields} fields when its fragments are put in place.", _operation));
        }

        var height = 0;
        var completion = CompleteStreamed(parent.Type, definition.Type, nodes, depth, ref height)
            ?? Complete(definition.Type, nodes, depth, ref height);
        var isStored = definition.Resolver switch
        {
            null => false,
            { IsSynchronous: true } => completion.Selection is { HasStoredFields: true },
            _ => true,
        };
        var asksGuard = _options.Guard?.Guards(parent.Type, definition) is true;
        var reason = _options.Redaction?.ReasonFor(parent.Type, definition) is { } finds ? ReasonPlan(parent, definition, nodes, finds) : null;
        var isGuarded = asksGuard || reason is not null;
        var field = new FieldPlan(
            parent, definition, nodes, completion, ArgumentsPlan.Of(definition, nodes[0], ref _argumentSlots), isStored ? _columns++ : -1)
        {
            Guard = isGuarded ? _guarded.Count : -1,
            AsksGuard = asksGuard,
            Reason = reason,
        };
        if (isGuarded)
        {
            _guarded.Add(field);
        }

        return (field, height);
    }

    /// <summary>Finds the reasons why a field is hidden, like a field beside it that is never written.</summary>
    private FieldPlan ReasonPlan(ObjectPlan parent, Field definition, FieldGroup nodes, Resolver reason)
    {
        var field = new Field(definition.Name, Scalars.String) { Resolver = reason };
        return new FieldPlan(
            parent, field, nodes, new LeafCompletion(Scalars.String, nonNull: false), ArgumentsPlan.Of(field, nodes[0], ref _argumentSlots),
            reason.IsSynchronous ? -1 : _columns++);
    }

    private Completion Complete(GraphType type, FieldGroup nodes, int depth, ref int height)
    {
        var nonNull = type is NonNullType;
        switch (type.Nullable)
        {
            case ListType list:
                return new ListCompletion(Complete(list.Of, nodes, depth, ref height), nonNull);
            case ObjectType only:
                var (plan, below) = CompileObject(only, nodes.SelectionSets(), depth + 1);
                height = below;
                return OfObjects(new SelectionPlan(plan), nonNull);
            case IAbstractType several:
                var plans = new List<ObjectPlan>();
                foreach (var possible in _runtime.Schema.PossibleTypes(several))
                {
                    var (possiblePlan, possibleHeight) = CompileObject(possible, nodes.SelectionSets(), depth + 1);
                    plans.Add(possiblePlan);
                    height = Math.Max(height, possibleHeight);
                }

                return OfObjects(new SelectionPlan(plans, _runtime.ResolutionOf(several)), nonNull);
            default:
                return new LeafCompletion((NamedType)type.Nullable, nonNull);
        }
    }

    private static Completion OfObjects(SelectionPlan selection, bool nonNull) =>
        selection.Plans.Any(plan => plan.Deferred is not null)
            ? new DeferringCompletion(selection, nonNull)
            : new ObjectCompletion(selection, nonNull);

    private void RequireDepth(int depth)
    {
        if (depth > _options.MaxDepth)
        {
            throw new GraphQLException(
                new GraphQLError($"The operation nests its fields more than {_options.MaxDepth} levels deep.", _operation));
        }
    }
}
