namespace CarePlatform.GraphQL;

/// <summary>
/// An operation with its fragments put in place: what to resolve and what to write, for every request with the same conditions.
/// </summary>
internal sealed class OperationPlan
{
    private CostPlan? _cost;

    public required OperationDefinitionNode Operation { get; init; }

    public required ObjectPlan Root { get; init; }

    /// <summary>All object plans by their index.</summary>
    public required ObjectPlan[] Objects { get; init; }

    /// <summary>The object plans whose parents are kept.</summary>
    public required ObjectPlan[] StoredObjects { get; init; }

    /// <summary>The guarded fields by their place among the answers of the guard.</summary>
    public required FieldPlan[] GuardedFields { get; init; }

    public required int ColumnCount { get; init; }

    public required int ArgumentSlots { get; init; }

    public required int FieldCount { get; init; }

    public required int Depth { get; init; }

    /// <summary>What the operation costs; worked out when it is first asked for.</summary>
    public CostPlan CostBy(Schema schema, CostOptions options) =>
        _cost ??= CostPlan.Compile(this, new CostWeights(schema, options), options);

    /// <summary>Whether every response to it is the same: it asks for nothing but the schema, and nothing depends on the request.</summary>
    public bool IsConstant { get; init; }

    /// <summary>The data of every response, once it was written; null when it is not kept.</summary>
    public byte[]? KeptData { get; set; }
}
