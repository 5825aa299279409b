using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Intake;

internal sealed class ClientAudienceLookup(IntakeDb db) : IClientAudienceLookup
{
    public async Task<IReadOnlyDictionary<ClientId, IReadOnlySet<UserId>>> Find(IReadOnlyCollection<ClientId> clients, CancellationToken ct) =>
        (await db.Clients.AsNoTracking().Where(c => clients.Contains(c.Id) && c.NamedUsers != null).Select(c => new { c.Id, c.NamedUsers }).ToListAsync(ct))
        .ToDictionary(c => c.Id, c => (IReadOnlySet<UserId>)c.NamedUsers!.Select(UserId.From).ToHashSet());
}
