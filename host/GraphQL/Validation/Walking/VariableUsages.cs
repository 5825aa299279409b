namespace CarePlatform.GraphQL;

/// <summary>A use of a variable and what its place expects.</summary>
/// <param name="Node">The variable.</param>
/// <param name="Type">The type that the place expects; null when it is not known.</param>
/// <param name="HasDefault">Whether the place has a default.</param>
/// <param name="ParentType">The type of the list or object around it; null when there is none.</param>
internal sealed record VariableUsage(VariableNode Node, GraphType? Type, bool HasDefault, GraphType? ParentType);

/// <summary>Where operations and fragments use variables. Each definition is walked at most once.</summary>
internal sealed class VariableUsages
{
    private readonly ValidationContext _context;
    private readonly Dictionary<SyntaxNode, IReadOnlyList<VariableUsage>> _usages = [];

    public VariableUsages(ValidationContext context) => _context = context;

    /// <summary>The usages in an operation and in the fragments that it reaches.</summary>
    public IEnumerable<VariableUsage> ReachedFrom(OperationDefinitionNode operation)
    {
        foreach (var usage in In(operation))
        {
            yield return usage;
        }

        foreach (var fragment in _context.Fragments.ReachedFrom(operation))
        {
            foreach (var usage in In(fragment))
            {
                yield return usage;
            }
        }
    }

    private IReadOnlyList<VariableUsage> In(ExecutableDefinitionNode definition)
    {
        if (!_usages.TryGetValue(definition, out var usages))
        {
            var collector = new Collector(_context.Schema);
            new DocumentWalk().Through(definition, collector);
            _usages[definition] = usages = collector.Usages;
        }

        return usages;
    }

    private sealed class Collector : IWalkListener
    {
        private readonly TypeTracker _types;

        public Collector(Schema schema) => _types = new TypeTracker(schema);

        public List<VariableUsage> Usages { get; } = [];

        public bool Enter(SyntaxNode node)
        {
            _types.Enter(node);
            if (node is VariableNode variable)
            {
                Usages.Add(new VariableUsage(variable, _types.Input, _types.HasDefault, _types.ParentInput));
            }

            // A definition names its variable without using it.
            return node is not VariableDefinitionNode;
        }

        public void Leave(SyntaxNode node) => _types.Leave(node);
    }
}
