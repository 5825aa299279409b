using System.Globalization;

namespace CarePlatform.GraphQL;

/// <summary>How the later items of a streamed list are delivered.</summary>
/// <param name="plan">The plan of the items, with a root that has no fields.</param>
/// <param name="item">Writes an item with that plan.</param>
/// <param name="directive">The directive in the document.</param>
internal sealed class StreamPlan(OperationPlan plan, Completion item, DirectiveNode directive)
{
    private readonly ValueNode? _initialCount = IncrementalDirectives.ArgumentOf(directive, "initialCount");

    public OperationPlan Plan => plan;

    public Completion Item => item;

    public string? Label { get; } = (IncrementalDirectives.ArgumentOf(directive, "label") as StringValueNode)?.Value;

    /// <summary>How many items come at once.</summary>
    public int InitialCount(VariableValues variables)
    {
        var count = _initialCount switch
        {
            null => 0,
            IntValueNode literal when int.TryParse(literal.Value, CultureInfo.InvariantCulture, out var number) => number,
            VariableNode variable when !variables.TryGet(variable.Name.Value, out _) => 0,
            VariableNode variable when variables.TryGet(variable.Name.Value, out var value) && value is int number => number,
            _ => -1,
        };
        return count >= 0
            ? count
            : throw new GraphQLException(new GraphQLError("Argument \"initialCount\" of @stream must be a number that is not negative.", directive));
    }
}
