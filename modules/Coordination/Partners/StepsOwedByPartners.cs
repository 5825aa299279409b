using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Coordination;

/// <summary>Partners have the open steps to do that they owe.</summary>
internal sealed class StepsOwedByPartners(CoordinationDb db) : IPartnerInvolvementLookup
{
    public async Task<IReadOnlySet<ClientId>> ClientsOf(OrganisationId partner, CancellationToken ct) =>
        (await db.WorkItems.AsNoTracking().Where(i => i.Partner == partner && i.State == WorkItemState.Open && i.Client != null)
            .Select(i => i.Client!.Value).Distinct().ToListAsync(ct)).ToHashSet();
}
