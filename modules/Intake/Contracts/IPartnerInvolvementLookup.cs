using CarePlatform.Platform;

namespace CarePlatform.Intake.Contracts;

/// <summary>
/// Says for which clients of the session's tenant a partner organisation has something to do, such as a step that it owes or a referral that was
/// sent to it: of those it may see the least that this takes. Any module may have one: all are asked. It does not apply the caller's reach.
/// </summary>
public interface IPartnerInvolvementLookup
{
    /// <summary>The clients for whom the partner has something to do now.</summary>
    /// <param name="partner">The partner organisation.</param>
    /// <param name="among">Only these are asked for; all where null.</param>
    Task<IReadOnlySet<ClientId>> ClientsOf(OrganisationId partner, IReadOnlyCollection<ClientId>? among, CancellationToken ct);
}
