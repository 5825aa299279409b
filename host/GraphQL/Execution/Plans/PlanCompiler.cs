using System.Runtime.CompilerServices;

namespace CarePlatform.GraphQL;

/// <summary>
/// Makes the plan of an operation. The same selection of the same type is planned once, wherever it stands; so neither fragments
/// that spread each other over and over nor interfaces with many types can make a plan much larger than its document.
/// </summary>
internal sealed class PlanCompiler
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
        ExecutorOptions options)
    {
        _runtime = runtime;
        _operation = operation;
        _options = options;
        _collector = new FieldCollector(runtime.Schema, fragments, conditions);
    }

    /// <summary>The plan of an operation; an operation beyond the limits is refused.</summary>
    public static OperationPlan Compile(
        SchemaRuntime runtime,
        OperationDefinitionNode operation,
        ObjectType root,
        IReadOnlyDictionary<string, FragmentDefinitionNode> fragments,
        Conditions conditions,
        ExecutorOptions options) =>
        new PlanCompiler(runtime, operation, fragments, conditions, options).Compile(root);

    private OperationPlan Compile(ObjectType root)
    {
        var (plan, depth) = CompileObject(root, [_operation.SelectionSet], 1);
        if (_options.Cost is { } cost)
        {
            var weights = new CostWeights(_runtime.Schema, cost);
            _objects.ForEach(objects => objects.Weight = ReferenceEquals(objects, plan) ? 0 : weights.Of(objects));
        }

        return new OperationPlan
        {
            Operation = _operation,
            Root = plan,
            Objects = [.. _objects],
            StoredObjects = [.. _objects.Where(objects => objects.HasStoredFields)],
            GuardedFields = [.. _guarded],
            ColumnCount = _columns,
            ArgumentSlots = _argumentSlots,
            FieldCount = _fields,
            Depth = depth,
            IsConstant = _guarded.Count == 0 && _argumentSlots == 0 && plan.Fields.Length > 0 && plan.Fields.All(MetaFields.Contains),
        };
    }

    /// <summary>The plan and how deep it nests below itself, itself included.</summary>
    private (ObjectPlan Plan, int Height) CompileObject(ObjectType type, IEnumerable<SelectionSetNode> selectionSets, int depth)
    {
        var selected = new Selected(type, _collector.Collect(type, selectionSets));
        if (_known.TryGetValue(selected, out var known))
        {
            RequireDepth(depth + known.Height - 1);
            return known;
        }

        RequireDepth(depth);
        var plan = new ObjectPlan(_objects.Count, type);
        _objects.Add(plan);
        var fields = new List<FieldPlan>(selected.Groups.Count);
        var height = 1;
        foreach (var nodes in selected.Groups)
        {
            if (_runtime.Schema.FindField(type, nodes[0].Name.Value) is { } definition)
            {
                var (field, below) = CompileField(plan, definition, nodes, depth);
                fields.Add(field);
                height = Math.Max(height, below + 1);
            }
        }

        plan.Complete([.. fields]);
        return _known[selected] = (plan, height);
    }

    private (FieldPlan Field, int Height) CompileField(ObjectPlan parent, Field definition, IReadOnlyList<FieldNode> nodes, int depth)
    {
        if (++_fields > _options.MaxFields)
        {
            throw new GraphQLException(
                new GraphQLError($"The operation has more than {_options.MaxFields} fields when its fragments are put in place.", _operation));
        }

        var height = 0;
        var completion = Complete(definition.Type, nodes, depth, ref height);
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
    private FieldPlan ReasonPlan(ObjectPlan parent, Field definition, IReadOnlyList<FieldNode> nodes, Resolver reason)
    {
        var field = new Field(definition.Name, Scalars.String) { Resolver = reason };
        return new FieldPlan(
            parent, field, nodes, new LeafCompletion(Scalars.String, nonNull: false), ArgumentsPlan.Of(field, nodes[0], ref _argumentSlots),
            reason.IsSynchronous ? -1 : _columns++);
    }

    private Completion Complete(GraphType type, IReadOnlyList<FieldNode> nodes, int depth, ref int height)
    {
        var nonNull = type is NonNullType;
        switch (type.Nullable)
        {
            case ListType list:
                return new ListCompletion(Complete(list.Of, nodes, depth, ref height), nonNull);
            case ObjectType only:
                var (plan, below) = CompileObject(only, SelectionSetsOf(nodes), depth + 1);
                height = below;
                return new ObjectCompletion(new SelectionPlan(plan), nonNull);
            case IAbstractType several:
                var plans = new List<ObjectPlan>();
                foreach (var possible in _runtime.Schema.PossibleTypes(several))
                {
                    var (possiblePlan, possibleHeight) = CompileObject(possible, SelectionSetsOf(nodes), depth + 1);
                    plans.Add(possiblePlan);
                    height = Math.Max(height, possibleHeight);
                }

                return new ObjectCompletion(new SelectionPlan(plans, _runtime.ResolutionOf(several)), nonNull);
            default:
                return new LeafCompletion((NamedType)type.Nullable, nonNull);
        }
    }

    private static IEnumerable<SelectionSetNode> SelectionSetsOf(IReadOnlyList<FieldNode> nodes) =>
        nodes.Select(node => node.SelectionSet).OfType<SelectionSetNode>();

    private void RequireDepth(int depth)
    {
        if (depth > _options.MaxDepth)
        {
            throw new GraphQLException(
                new GraphQLError($"The operation nests its fields more than {_options.MaxDepth} levels deep.", _operation));
        }
    }

    /// <summary>The fields selected of a type, the same when the same nodes of the document select them.</summary>
    private sealed class Selected : IEquatable<Selected>
    {
        private readonly int _hash;

        public Selected(ObjectType type, IReadOnlyList<IReadOnlyList<FieldNode>> groups)
        {
            Type = type;
            Groups = groups;
            var hash = new HashCode();
            hash.Add(RuntimeHelpers.GetHashCode(type));
            foreach (var node in groups.SelectMany(group => group))
            {
                hash.Add(RuntimeHelpers.GetHashCode(node));
            }

            _hash = hash.ToHashCode();
        }

        public IReadOnlyList<IReadOnlyList<FieldNode>> Groups { get; }

        private ObjectType Type { get; }

        public bool Equals(Selected? other) =>
            other is not null
            && ReferenceEquals(Type, other.Type)
            && Groups.Count == other.Groups.Count
            && Groups.Zip(other.Groups).All(pair => pair.First.SequenceEqual(pair.Second, ReferenceEqualityComparer.Instance));

        public override bool Equals(object? obj) => Equals(obj as Selected);

        public override int GetHashCode() => _hash;
    }
}
