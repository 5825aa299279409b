namespace CarePlatform.GraphQL;

/// <summary>What an object delivers later.</summary>
/// <param name="NewUsages">The fragments that the object begins, those outside first.</param>
/// <param name="Groups">The fields that are delivered with each set of fragments, begun here or further out.</param>
internal sealed record DeferredFields(IReadOnlyList<DeferUsage> NewUsages, IReadOnlyList<DeferredGroup> Groups);

/// <summary>Fields of one object that are delivered together.</summary>
/// <param name="Usages">The fragments that all defer the fields.</param>
/// <param name="Plan">The fields; its root is the object.</param>
internal sealed record DeferredGroup(IReadOnlyList<DeferUsage> Usages, OperationPlan Plan);
