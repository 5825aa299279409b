using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Coordination;

/// <summary>Partners have the open steps to do that they owe.</summary>
internal sealed class StepsOwedByPartners(CoordinationDb db) : IPartnerInvolvementLookup
{
    public async Task<IReadOnlySet<ClientId>> ClientsOf(OrganisationId partner, IReadOnlyCollection<ClientId>? among, CancellationToken ct)
    {
        var owed = db.WorkItems.AsNoTracking().Where(i => i.Partner == partner && i.State == WorkItemState.Open && i.Client != null);
        return (await (among is null ? owed : owed.Where(i => among.Contains(i.Client!.Value))).Select(i => i.Client!.Value).Distinct().ToListAsync(ct)).ToHashSet();
    }
}
