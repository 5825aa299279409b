using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Coordination.Contracts;

/// <summary>Somebody on a client's care team.</summary>
/// <param name="Role">Key of the role on the team, such as <c>care-manager</c>; not a role of the organisation.</param>
public sealed record CareTeamMember(UserId Person, string Role);

/// <summary>
/// Says who is on the care teams of clients of the session's tenant. Whoever keeps care teams implements it; as long as nobody
/// else does, it is who was named in Coordination. It does not apply the caller's reach.
/// </summary>
public interface ICareTeamLookup
{
    /// <summary>The care teams of these clients; a client without one is not in the answer.</summary>
    Task<IReadOnlyDictionary<ClientId, IReadOnlyList<CareTeamMember>>> Find(IReadOnlyCollection<ClientId> clients, CancellationToken ct);
}
