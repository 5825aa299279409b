using CarePlatform.Coordination.Contracts;
using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Coordination;

internal sealed class PartnerWorkLookup(CoordinationDb db) : IPartnerWorkLookup
{
    public async Task<IReadOnlySet<ClientId>> ClientsOf(OrganisationId partner, CancellationToken ct) =>
        (await db.WorkItems.AsNoTracking().Where(i => i.Partner == partner && i.State == WorkItemState.Open && i.Client != null)
            .Select(i => i.Client!.Value).Distinct().ToListAsync(ct)).ToHashSet();
}
