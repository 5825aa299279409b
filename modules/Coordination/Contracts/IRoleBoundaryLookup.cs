namespace CarePlatform.Coordination.Contracts;

/// <summary>What happens to a step that is given to somebody whose roles may not do work of its kind.</summary>
public enum Outside
{
    /// <summary>Nothing: the work is within the boundary, or the organisation has set none.</summary>
    Allowed,

    /// <summary>The person gets it, and the history says that it is outside the role.</summary>
    Flagged,

    /// <summary>The person does not get it.</summary>
    Refused,
}

/// <summary>Which kinds of work each role may do.</summary>
/// <param name="Outside">What happens to work outside.</param>
/// <param name="Kinds">The kinds by role; a role that is not named has no boundary.</param>
public sealed record RoleBoundaries(Outside Outside, IReadOnlyDictionary<string, IReadOnlySet<StepKind>> Kinds)
{
    /// <summary>Everybody may do everything.</summary>
    public static RoleBoundaries None { get; } = new(Outside.Allowed, new Dictionary<string, IReadOnlySet<StepKind>>());

    /// <summary>What happens when somebody with these roles gets work of this kind; one role that may do it is enough.</summary>
    public Outside Judge(IReadOnlySet<string> roles, StepKind kind) =>
        roles.Count == 0 || roles.Any(r => !Kinds.TryGetValue(r, out var kinds) || kinds.Contains(kind)) ? Outside.Allowed : Outside;
}

/// <summary>
/// Says which kinds of work the roles of the session's tenant may do. Whoever keeps the matrix of roles implements it; as long
/// as nobody else does, it is what the tenant has set in Coordination.
/// </summary>
public interface IRoleBoundaryLookup
{
    /// <summary>The boundaries in force.</summary>
    Task<RoleBoundaries> Find(CancellationToken ct);
}
