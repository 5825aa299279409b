using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Referrals;

internal sealed class InboundLookup(ReferralsDb db, OrganisationById organisations) : IInboundReferralLookup
{
    public async Task<InboundRequest?> Find(InboundReferralId id, CancellationToken ct)
    {
        if (await db.Inbound.AsNoTracking().FirstOrDefaultAsync(r => r.Id == id, ct) is not { } r)
        {
            return null;
        }

        var sender = r.Sender is { } known ? (await organisations.ReadAsync([known], ct)).GetValueOrDefault(known) : null;
        return new InboundRequest(
            r.Id, r.Inquiry is not null, r.Client ?? r.NamedClient,
            new InboundPerson(r.Person.Given, r.Person.Family, r.Person.BirthDate, r.Person.Phone, r.Person.Language),
            r.Sender, r.SenderName, sender?.Kind, r.ContactName, r.ContactPhone, r.Reason, r.ReopenedAt ?? r.ReceivedAt);
    }
}
