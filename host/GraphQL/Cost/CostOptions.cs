namespace CarePlatform.GraphQL;

/// <summary>
/// What operations cost and may cost. The cost of an operation is the number of objects that it can return at most, by the sizes
/// of its lists, with the weights that fields and types have beyond that. Scalars, connections, edges and page infos are free.
/// </summary>
public sealed class CostOptions
{
    /// <summary>The most that one operation may cost.</summary>
    public double MaxCost { get; init; } = 10_000;

    /// <summary>What an object costs whose type does not say otherwise.</summary>
    public double ObjectWeight { get; init; } = 1;

    /// <summary>What a field of the mutation type costs that does not say otherwise, beside what it returns.</summary>
    public double MutationWeight { get; init; } = 10;

    /// <summary>What <c>__schema</c> and <c>__type</c> cost, whatever is selected below them.</summary>
    public double IntrospectionWeight { get; init; } = 50;

    /// <summary>The length of a list about which nothing is known.</summary>
    public int AssumedListSize { get; init; } = 10;

    /// <summary>From what the cost is taken; null when only single operations are limited.</summary>
    public ICostBudget? Budget { get; init; }

    /// <summary>Whether nothing is refused for its cost, and the cost only told: to see what limits would do before they hold.</summary>
    public bool TellsOnly { get; init; }

    /// <summary>Whether each response tells its cost under <c>extensions.cost</c>.</summary>
    public bool IsTold { get; init; } = true;
}
