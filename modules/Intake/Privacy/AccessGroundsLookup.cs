using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Intake;

/// <summary>
/// What speaks for access to clients: their signed consents, emergencies that the caller declared, orders of courts, and that a partner referred
/// them or owes a step of their care.
/// </summary>
internal sealed class AccessGroundsLookup(IntakeDb db, SharedRecords shared, Session session) : IAccessGroundsLookup
{
    private static readonly IReadOnlySet<ClientId> Nobody = new HashSet<ClientId>();

    public async Task<IReadOnlyDictionary<Guid, AccessGrounds>> Find(IReadOnlyCollection<Guid> subjects, CancellationToken ct)
    {
        List<ClientId> clients = [.. subjects.Select(ClientId.From)];
        var consents = (await db.Consents.AsNoTracking()
            .Where(c => clients.Contains(c.Client) && c.State == ConsentState.Active).ToListAsync(ct)).ToLookup(c => c.Client);
        // Only who declared an emergency has use for it.
        var emergencies = db.Me is not { } me || session.Purpose is not PurposeOfUse.Emergency
            ? Enumerable.Empty<EmergencyAccess>().ToLookup(a => a.Client)
            : (await db.EmergencyAccesses.AsNoTracking().Where(a => clients.Contains(a.Client) && a.User == me).ToListAsync(ct)).ToLookup(a => a.Client);
        var involved = session.Actor.Organisation is { } partner ? await shared.Involving(partner, clients, ct) : Nobody;
        // Who states no purpose may be somebody for whom proceedings are presumed: a court.
        var orders = session.Purpose is null or PurposeOfUse.Legal
            ? (await db.CourtOrders.AsNoTracking().Where(o => clients.Contains(o.Client)).ToListAsync(ct)).ToLookup(o => o.Client)
            : Enumerable.Empty<CourtOrder>().ToLookup(o => o.Client);
        return clients.Where(c => consents.Contains(c) || emergencies.Contains(c) || orders.Contains(c) || involved.Contains(c)).ToDictionary(c => c.Value, c => new AccessGrounds(
            [.. consents[c].Select(k => k.ForDecision()).OfType<ConsentTerms>()],
            [.. emergencies[c].Select(a => new EmergencyGrant(a.Id.ToString(), a.User, a.Since, a.Until))],
            [.. orders[c].Select(o => o.ForDecision())], involved.Contains(c)));
    }
}
