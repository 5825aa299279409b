using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Coordination.Contracts;

/// <summary>Says for which clients of the session's tenant a partner organisation owes work. It does not apply the caller's reach.</summary>
public interface IPartnerWorkLookup
{
    /// <summary>The clients of the open steps that the partner owes.</summary>
    Task<IReadOnlySet<ClientId>> ClientsOf(OrganisationId partner, CancellationToken ct);
}
