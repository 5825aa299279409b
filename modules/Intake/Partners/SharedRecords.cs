using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Intake;

/// <summary>
/// Whose record is shared with the organisation that asks: whom it referred while that is open, for whom it has something to do (a step, a
/// referral that was sent to it), and whose consent names it or its kind. How much of them it sees is decided by <see cref="AccessRules"/>.
/// </summary>
internal sealed class SharedRecords(
    IntakeDb db, OrganisationById organisations, IEnumerable<IPartnerInvolvementLookup> involvement, Session session)
{
    /// <summary>The clients; none for people of the organisation itself, nor anybody whose record is for named people only.</summary>
    public async Task<IQueryable<Client>> Clients(CancellationToken ct)
    {
        if (db.Actor.Organisation is not { } partner || !(await organisations.ReadAsync([partner], ct)).TryGetValue(partner, out var organisation))
        {
            return db.Clients.Where(_ => false);
        }

        var (name, kind, now, owed) = (partner.ToString(), organisation.Kind, session.Clock.GetUtcNow(), await Owed(partner, among: null, ct));
        var consenting =
            from recipient in db.ConsentRecipients
            where recipient.Recipient == name || recipient.Recipient == kind
            join consent in db.Consents on recipient.Consent equals consent.Id
            where consent.State == ConsentState.Active && consent.SignedAt <= now && (consent.EndsAt == null || consent.EndsAt > now)
            select consent.Client;
        var sent = db.Inquiries.Where(i => i.Referring == partner && i.Status != InquiryStatus.Resolved).Select(i => i.Client)
            .Union(consenting)
            .Union(db.Clients.Where(c => owed.Contains(c.Id)).Select(c => c.Id));
        return db.OpenClients.Where(c => c.State == ClientState.Active && sent.Contains(c.Id));
    }

    /// <summary>Those of these clients whom the partner has referred, while that is open, or for whom it has something to do.</summary>
    public async Task<IReadOnlySet<ClientId>> Involving(OrganisationId partner, IReadOnlyCollection<ClientId> clients, CancellationToken ct)
    {
        var involved = (await db.Inquiries.AsNoTracking()
            .Where(i => clients.Contains(i.Client) && i.Referring == partner && i.Status != InquiryStatus.Resolved)
            .Select(i => i.Client).Distinct().ToListAsync(ct)).ToHashSet();
        involved.UnionWith(await Owed(partner, clients, ct));
        return involved;
    }

    private async Task<List<ClientId>> Owed(OrganisationId partner, IReadOnlyCollection<ClientId>? among, CancellationToken ct)
    {
        var owed = new List<ClientId>();
        foreach (var source in involvement)
        {
            owed.AddRange(await source.ClientsOf(partner, among, ct));
        }

        return owed;
    }
}
