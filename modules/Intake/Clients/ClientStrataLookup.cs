using CarePlatform.Intake.Contracts;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Intake;

internal sealed class ClientStrataLookup(IntakeDb db) : IClientStrataLookup
{
    public async Task<IReadOnlyList<ClientStrata>> Find(IReadOnlyCollection<ClientId> clients, CancellationToken ct) =>
        await (db.Actor.IsSystem ? db.Clients : db.OpenClients).AsNoTracking().Where(c => clients.Contains(c.Id))
            .Select(c => new ClientStrata(c.Id, c.BirthDate, c.Language, c.Races, c.Ethnicity)).ToListAsync(ct);
}
