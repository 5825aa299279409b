using System.Collections.Concurrent;

namespace CarePlatform.GraphQL;

/// <summary>A document that was parsed and validated, or the errors that this ended in, and the plans made of its operations.</summary>
internal sealed class CachedDocument
{
    private readonly Dictionary<string, FragmentDefinitionNode> _fragments = new(StringComparer.Ordinal);
    private readonly List<PlannedOperation> _operations = [];
    private string? _hash;

    public CachedDocument(IReadOnlyList<GraphQLError> errors) => Errors = errors;

    public CachedDocument(DocumentNode document)
    {
        Errors = [];
        foreach (var definition in document.Definitions)
        {
            if (definition is FragmentDefinitionNode fragment)
            {
                _fragments.TryAdd(fragment.Name.Value, fragment);
            }
            else if (definition is OperationDefinitionNode operation)
            {
                _operations.Add(new PlannedOperation(operation, _fragments));
            }
        }
    }

    public IReadOnlyList<GraphQLError> Errors { get; }

    /// <summary>The hash of the document, which is its text; worked out when it is first asked for.</summary>
    public string HashOf(string text) => _hash ??= DocumentHash.Of(text);

    /// <summary>The operation of this name, or the only one.</summary>
    public PlannedOperation Find(string? name)
    {
        if (name is null)
        {
            return _operations.Count switch
            {
                0 => throw new GraphQLException("Must provide an operation."),
                1 => _operations[0],
                _ => throw new GraphQLException("Must provide operation name if query contains multiple operations."),
            };
        }

        foreach (var operation in _operations)
        {
            if (operation.Definition.Name?.Value == name)
            {
                return operation;
            }
        }

        throw new GraphQLException($"Unknown operation named \"{name}\".");
    }
}

/// <summary>An operation and its plans, one for each outcome of its conditions.</summary>
internal sealed class PlannedOperation(OperationDefinitionNode definition, IReadOnlyDictionary<string, FragmentDefinitionNode> fragments)
{
    private const int MostPlans = 64;

    private readonly ConcurrentDictionary<ulong, OperationPlan> _plans = new();
    private readonly Lazy<IncrementalOperation?> _incremental = new(() => IncrementalOperation.Of(definition, fragments));
    private VariableNode[]? _conditionVariables;

    public OperationDefinitionNode Definition => definition;

    /// <summary>The plan that delivers parts of the response later; null when the operation does not ask for it.</summary>
    public OperationPlan? IncrementalPlanFor(SchemaRuntime runtime, ObjectType root, VariableValues variables, ExecutorOptions options)
    {
        if (_incremental.Value is not { } incremental)
        {
            return null;
        }

        _conditionVariables ??= Conditions.VariablesOf(definition, fragments);
        return incremental.PlanFor(runtime, root, Conditions.Of(_conditionVariables, variables), variables, options);
    }

    /// <summary>The plan for the variables of a request; it is made when there is none yet.</summary>
    public OperationPlan PlanFor(SchemaRuntime runtime, ObjectType root, VariableValues variables, ExecutorOptions options)
    {
        _conditionVariables ??= Conditions.VariablesOf(definition, fragments);
        var key = Conditions.KeyOf(_conditionVariables, variables);
        if (key is { } outcome && _plans.TryGetValue(outcome, out var known))
        {
            return known;
        }

        var conditions = Conditions.Of(_conditionVariables, variables);
        var plan = PlanCompiler.Compile(runtime, definition, root, fragments, conditions, options);
        if (conditions.Key is { } free && _plans.Count < MostPlans)
        {
            _plans.TryAdd(free, plan);
        }

        return plan;
    }
}
