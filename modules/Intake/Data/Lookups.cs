using CarePlatform.Intake.Contracts;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Intake;

internal sealed class ClientLookup(IntakeDb db) : IClientLookup
{
    public async Task<IReadOnlyDictionary<ClientId, ClientSummary>> Find(IReadOnlyCollection<ClientId> ids, CancellationToken ct) =>
        await (db.Actor.IsSystem ? db.Clients : db.OpenClients).AsNoTracking().Where(c => ids.Contains(c.Id))
            .ToDictionaryAsync(c => c.Id, c => new ClientSummary(c.Id, c.DisplayName, c.BirthDate, c.DiedOn, c.MergedInto), ct);
}

internal sealed class InquiryLookup(IntakeDb db) : IInquiryLookup
{
    public async Task<IReadOnlyDictionary<InquiryId, InquirySummary>> Find(IReadOnlyCollection<InquiryId> ids, CancellationToken ct) =>
        await db.Told(db.Inquiries).AsNoTracking().Where(i => ids.Contains(i.Id)).ToDictionaryAsync(
            i => i.Id,
            i => new InquirySummary(i.Id, i.Client, i.IsOpen, i.Door, i.OutsideAcuity, i.Team, i.Owner, i.Site, i.ReceivedAt),
            ct);
}
