using System.Collections.Concurrent;

namespace CarePlatform.GraphQL;

/// <summary>An operation that asks for parts of its response later, and its plans, one for each outcome of its conditions.</summary>
internal sealed class IncrementalOperation(
    OperationDefinitionNode definition, IReadOnlyDictionary<string, FragmentDefinitionNode> fragments, IReadOnlyList<VariableNode> switches)
{
    private const int MostPlans = 64;

    private readonly ConcurrentDictionary<(ulong, ulong), OperationPlan> _plans = new();

    /// <summary>The operation; null when it asks for everything at once.</summary>
    public static IncrementalOperation? Of(
        OperationDefinitionNode definition, IReadOnlyDictionary<string, FragmentDefinitionNode> fragments) =>
        DeferralConditions.VariablesOf(definition, fragments) is { } switches
            ? new IncrementalOperation(definition, fragments, switches)
            : null;

    /// <summary>The plan for the variables of a request; it is made when there is none yet.</summary>
    public OperationPlan PlanFor(SchemaRuntime runtime, ObjectType root, Conditions conditions, VariableValues variables, ExecutorOptions options)
    {
        var deferrals = DeferralConditions.Of(switches, variables);
        var key = conditions.Key is { } included && deferrals.Key is { } deferred ? (included, deferred) : ((ulong, ulong)?)null;
        if (key is { } wanted && _plans.TryGetValue(wanted, out var known))
        {
            return known;
        }

        var plan = PlanCompiler.Compile(
            runtime, definition, root, fragments, conditions, options, new Deferrals(definition, deferrals, options.Incremental));
        if (key is { } free && _plans.Count < MostPlans)
        {
            _plans.TryAdd(free, plan);
        }

        return plan;
    }
}
