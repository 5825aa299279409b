using CarePlatform.Intake.Contracts;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Intake;

internal sealed class ReferralFactsLookup(IntakeDb db) : IReferralFactsLookup
{
    public async Task<IReadOnlyDictionary<ClientId, ReferralFacts>> Find(IReadOnlyCollection<ClientId> clients, DateOnly day, CancellationToken ct)
    {
        var found = await (db.Actor.IsSystem ? db.Clients : db.OpenClients).AsNoTracking().Where(c => clients.Contains(c.Id)).ToListAsync(ct);
        var phones = (await db.ContactPoints.AsNoTracking()
            .Where(p => clients.Contains(p.Client) && p.Kind == ContactKind.Phone && !p.Wrong)
            .OrderByDescending(p => p.VerifiedOn != null).ThenByDescending(p => p.VerifiedOn).ThenByDescending(p => p.RecordedAt).ThenBy(p => p.Id)
            .ToListAsync(ct)).ToLookup(p => p.Client);
        var addresses = (await db.Addresses.AsNoTracking().Where(a => clients.Contains(a.Client) && (a.Until == null || a.Until >= day))
            .OrderByDescending(a => a.Until == null).ThenByDescending(a => a.RecordedAt).ThenBy(a => a.Id).ToListAsync(ct)).ToLookup(a => a.Client);
        var payers = (await db.Coverages.AsNoTracking()
            .Where(v => clients.Contains(v.Client) && v.Status == CoverageStatus.Active && v.StartsOn <= day && (v.EndsOn == null || v.EndsOn >= day))
            .Select(v => new { v.Client, v.PayerType }).Distinct().ToListAsync(ct)).ToLookup(v => v.Client);
        return found.ToDictionary(c => c.Id, c => new ReferralFacts(
            c.Id, c.DisplayName, c.BirthDate, c.DiedOn, c.MergedInto, c.Language, phones[c.Id].FirstOrDefault()?.Value,
            addresses[c.Id].FirstOrDefault()?.State, addresses[c.Id].FirstOrDefault()?.PostalCode,
            [.. payers[c.Id].Select(v => v.PayerType.ToText()).Order(StringComparer.Ordinal)]));
    }
}
