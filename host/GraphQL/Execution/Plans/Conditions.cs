namespace CarePlatform.GraphQL;

/// <summary>
/// What the <c>@skip</c> and <c>@include</c> of an operation come to. A plan is made for one outcome of all of them, so that
/// nothing is left to decide while it runs.
/// </summary>
internal sealed class Conditions
{
    private readonly IReadOnlyDictionary<string, bool> _values;

    private Conditions(IReadOnlyDictionary<string, bool> values, ulong? key)
    {
        _values = values;
        Key = key;
    }

    /// <summary>Tells outcomes of the same operation apart; null when there are too many conditions to keep plans apart.</summary>
    public ulong? Key { get; }

    /// <summary>The same for the variables of a request, without making anything.</summary>
    public static ulong? KeyOf(VariableNode[] variables, VariableValues given)
    {
        if (variables.Length > 64)
        {
            return null;
        }

        var key = 0UL;
        for (var i = 0; i < variables.Length; i++)
        {
            if (ValueOf(variables[i], given))
            {
                key |= 1UL << i;
            }
        }

        return key;
    }

    /// <summary>The outcome for the variables of a request.</summary>
    public static Conditions Of(VariableNode[] variables, VariableValues given) =>
        new(
            variables.ToDictionary(variable => variable.Name.Value, variable => ValueOf(variable, given), StringComparer.Ordinal),
            KeyOf(variables, given));

    /// <summary>Whether a selection is left in the document.</summary>
    public bool Include(SelectionNode selection)
    {
        foreach (var directive in selection.Directives)
        {
            var excludedWhen = directive.Name.Value switch
            {
                "skip" => true,
                "include" => false,
                _ => (bool?)null,
            };
            if (excludedWhen is not null && ValueOf(directive) == excludedWhen)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The variables that an operation's conditions use, each once.</summary>
    public static VariableNode[] VariablesOf(
        OperationDefinitionNode operation, IReadOnlyDictionary<string, FragmentDefinitionNode> fragments)
    {
        var found = new Dictionary<string, VariableNode>(StringComparer.Ordinal);
        var visited = new HashSet<string>(StringComparer.Ordinal);
        var left = new Stack<SelectionSetNode>([operation.SelectionSet]);
        while (left.TryPop(out var selectionSet))
        {
            foreach (var selection in selectionSet.Selections)
            {
                foreach (var directive in selection.Directives)
                {
                    if (directive.Name.Value is "skip" or "include" && ConditionOf(directive) is VariableNode variable)
                    {
                        found.TryAdd(variable.Name.Value, variable);
                    }
                }

                var below = selection switch
                {
                    FieldNode field => field.SelectionSet,
                    InlineFragmentNode inline => inline.SelectionSet,
                    FragmentSpreadNode spread when visited.Add(spread.Name.Value) =>
                        fragments.GetValueOrDefault(spread.Name.Value)?.SelectionSet,
                    _ => null,
                };
                if (below is not null)
                {
                    left.Push(below);
                }
            }
        }

        return [.. found.Values];
    }

    private static bool ValueOf(VariableNode variable, VariableValues given)
    {
        var name = variable.Name.Value;
        if (!given.TryGet(name, out var value))
        {
            throw new GraphQLException(new GraphQLError(
                $"Argument \"if\" of required type \"Boolean!\" was provided the variable \"${name}\" which was not provided a runtime value.",
                variable));
        }

        return value as bool? ?? throw new GraphQLException(
            new GraphQLError("Argument \"if\" of non-null type \"Boolean!\" must not be null.", variable));
    }

    private static ValueNode? ConditionOf(DirectiveNode directive) =>
        directive.Arguments.FirstOrDefault(argument => argument.Name.Value == "if")?.Value;

    private bool ValueOf(DirectiveNode directive) => ConditionOf(directive) switch
    {
        BooleanValueNode literal => literal.Value,
        VariableNode variable => _values[variable.Name.Value],
        { } wrong => throw new GraphQLException(
            new GraphQLError($"Argument \"if\" has invalid value {SyntaxPrinter.Print(wrong)}.", wrong)),
        null => throw new GraphQLException(
            new GraphQLError("Argument \"if\" of required type \"Boolean!\" was not provided.", directive)),
    };
}
