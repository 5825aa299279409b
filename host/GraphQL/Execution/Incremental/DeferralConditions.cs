namespace CarePlatform.GraphQL;

/// <summary>Which <c>@defer</c> and <c>@stream</c> of an operation are on. As with <c>@skip</c>, a plan is made for one outcome of all of them.</summary>
internal sealed class DeferralConditions
{
    private readonly IReadOnlyDictionary<string, bool> _values;

    private DeferralConditions(IReadOnlyDictionary<string, bool> values, ulong? key)
    {
        _values = values;
        Key = key;
    }

    /// <summary>Tells outcomes of the same operation apart; null when there are too many conditions to keep plans apart.</summary>
    public ulong? Key { get; }

    /// <summary>The outcome for the variables of a request. A variable that is left out leaves the directive on.</summary>
    public static DeferralConditions Of(IReadOnlyList<VariableNode> variables, VariableValues given)
    {
        var values = new Dictionary<string, bool>(variables.Count, StringComparer.Ordinal);
        var key = 0UL;
        for (var i = 0; i < variables.Count; i++)
        {
            var name = variables[i].Name.Value;
            var isOn = !given.TryGet(name, out var value) || (value as bool? ?? throw new GraphQLException(
                new GraphQLError("Argument \"if\" of non-null type \"Boolean!\" must not be null.", variables[i])));
            values[name] = isOn;
            if (isOn && i < 64)
            {
                key |= 1UL << i;
            }
        }

        return new DeferralConditions(values, variables.Count <= 64 ? key : null);
    }

    public bool IsOn(DirectiveNode directive) => IncrementalDirectives.ArgumentOf(directive, "if") switch
    {
        null => true,
        BooleanValueNode literal => literal.Value,
        VariableNode variable => _values[variable.Name.Value],
        var wrong => throw new GraphQLException(
            new GraphQLError($"Argument \"if\" has invalid value {SyntaxPrinter.Print(wrong)}.", wrong)),
    };

    /// <summary>The variables that switch the directives of an operation on and off, each once; null when it has no such directive.</summary>
    public static IReadOnlyList<VariableNode>? VariablesOf(
        OperationDefinitionNode operation, IReadOnlyDictionary<string, FragmentDefinitionNode> fragments)
    {
        var hasAny = false;
        var found = new Dictionary<string, VariableNode>(StringComparer.Ordinal);
        var visited = new HashSet<string>(StringComparer.Ordinal);
        var left = new Stack<SelectionSetNode>([operation.SelectionSet]);
        while (left.TryPop(out var selectionSet))
        {
            foreach (var selection in selectionSet.Selections)
            {
                foreach (var directive in selection.Directives.Where(directive => directive.Name.Value is "defer" or "stream"))
                {
                    hasAny = true;
                    if (IncrementalDirectives.ArgumentOf(directive, "if") is VariableNode variable)
                    {
                        found.TryAdd(variable.Name.Value, variable);
                    }
                }

                var below = selection switch
                {
                    FieldNode field => field.SelectionSet,
                    InlineFragmentNode inline => inline.SelectionSet,
                    FragmentSpreadNode spread when visited.Add(spread.Name.Value) => fragments.GetValueOrDefault(spread.Name.Value)?.SelectionSet,
                    _ => null,
                };
                if (below is not null)
                {
                    left.Push(below);
                }
            }
        }

        return hasAny ? [.. found.Values] : null;
    }
}
