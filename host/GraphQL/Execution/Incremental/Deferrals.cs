namespace CarePlatform.GraphQL;

/// <summary>What a compiler knows of <c>@defer</c> and <c>@stream</c> while it makes the plans of one operation.</summary>
internal sealed class Deferrals(OperationDefinitionNode operation, DeferralConditions conditions, IncrementalOptions options)
{
    private readonly Dictionary<(DirectiveNode Directive, DeferUsage? Parent, int Depth), DeferUsage> _usages = [];
    private readonly HashSet<StreamPlan> _streams = [];
    private readonly Dictionary<OperationPlan, Completion> _streamedItems = [];

    /// <summary>The plans that are made already.</summary>
    public Dictionary<PartKey, (OperationPlan Plan, int Height)> Parts { get; } = [];

    /// <summary>What defers the selections of a fragment.</summary>
    public DeferUsage? UsageAt(SelectionNode selection, DeferUsage? around, int depth)
    {
        if (IncrementalDirectives.Find(selection.Directives, "defer") is not { } directive || !conditions.IsOn(directive))
        {
            return around;
        }

        var key = (directive, around, depth);
        if (!_usages.TryGetValue(key, out var usage))
        {
            RequireRoom();
            var label = (IncrementalDirectives.ArgumentOf(directive, "label") as StringValueNode)?.Value;
            _usages[key] = usage = new DeferUsage(_usages.Count, depth, around, label);
        }

        return usage;
    }

    /// <summary>The directive that streams a field; null when none does.</summary>
    public DirectiveNode? StreamAt(FieldNode node) =>
        IncrementalDirectives.Find(node.Directives, "stream") is { } directive && conditions.IsOn(directive) ? directive : null;

    /// <summary>A stream of items; those of a plan that was made before have the completion that was made with it.</summary>
    public StreamPlan StreamOf(OperationPlan plan, Completion? item, DirectiveNode directive)
    {
        RequireRoom();
        if (item is not null)
        {
            _streamedItems[plan] = item;
        }

        var stream = new StreamPlan(plan, _streamedItems[plan], directive);
        _streams.Add(stream);
        return stream;
    }

    private void RequireRoom()
    {
        if (_usages.Count + _streams.Count >= options.MaxParts)
        {
            throw new GraphQLException(new GraphQLError(
                $"The operation has more than {options.MaxParts} @defer and @stream when its fragments are put in place.", operation));
        }
    }
}

/// <summary>Tells apart the parts of an operation that have plans of their own.</summary>
/// <param name="Selected">The fields.</param>
/// <param name="Scope">The fragments that defer them, where there are several.</param>
/// <param name="IsStreamed">Whether the items of the field are meant, and not the field.</param>
internal sealed record PartKey(Selected Selected, DeferUsageSet? Scope, bool IsStreamed);
