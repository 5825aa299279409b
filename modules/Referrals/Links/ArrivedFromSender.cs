using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Referrals;

/// <summary>What a linked tenant that refers to us sends takes effect: the referral, and what it does and writes on it later.</summary>
internal sealed class ArrivedFromSender(ReferralsDb db, TenantLink link, TenantClock clock)
{
    /// <summary>A new referral.</summary>
    public async Task<ArrivalEffect> Referred(LinkArrival arrival, OrganisationById organisations, CancellationToken ct)
    {
        var sender = (await organisations.ReadAsync([link.Partner!.Value], ct))[link.Partner.Value];
        if (await db.Inbound.AsNoTracking().AnyAsync(r => r.SenderKey == InboundReferral.KeyOf(sender.Id, "") && r.Reference == arrival.Subject, ct))
        {
            return new("known", []);
        }

        var sent = arrival.Read<TravellingReferral>();
        var referral = InboundReferral.Of(
            new NewInbound(
                sender, sender.Name, arrival.Subject, InboundVia.Link, sent.Person, sent.Need, (await db.Rules(ct)).NeedOf(sent.Need)?.Class ?? DataClass.C,
                sent.Priority, sent.Note, sent.Service, sent.Contact, ContactPhone: null, clock.GetUtcNow(), Link: link.Id),
            by: null, clock);
        db.Add(referral);
        return new("received", [referral.ToReceived()]);
    }

    /// <summary>Something on a referral that came before.</summary>
    public async Task<ArrivalEffect> Of(LinkArrival arrival, InboundReferral referral, CancellationToken ct) => arrival.Kind switch
    {
        LinkMessage.Withdraw => Moved(referral, new LoopChange(ReferralMove.End, arrival.Read<TravellingEnd>().Reason), "withdrawn"),
        LinkMessage.Reopen => Moved(referral, new LoopChange(ReferralMove.Reopen, arrival.Read<TravellingEnd>().Reason), "reopened"),
        LinkMessage.Message => Written(referral, arrival.Read<TravellingMessage>()),
        LinkMessage.Read => await Read(referral, arrival.Read<TravellingRead>(), ct),
        LinkMessage.Document => Attached(referral, arrival.Read<TravellingDocument>()),
        LinkMessage.Opened => await Opened(referral, arrival.Read<TravellingRead>(), ct),
        LinkMessage.Retract => await Retracted(referral, arrival.Read<TravellingRetraction>(), ct),
        LinkMessage.Handoff => HandedOff(referral, arrival.Read<TravellingHandoff>()),
        LinkMessage.HandoffRetracted => await HandoffRetracted(referral, arrival.Read<TravellingHandoffRetraction>(), ct),
        _ => new("not-for-senders", []),
    };

    private ArrivalEffect Moved(InboundReferral referral, LoopChange change, string result) =>
        referral.Allows(change.Move) ? new(result, db.MovedInbound(referral, change, clock)) : new("nothing-to-do", []);

    private ArrivalEffect Written(InboundReferral referral, TravellingMessage told)
    {
        var message = new InboundMessage
        {
            Id = new InboundMessageId(told.Key),
            Referral = referral.Id,
            FromSender = true,
            ByName = told.ByName,
            At = clock.NotAfter(told.At),
            Text = told.Text,
        };
        db.Add(message);
        referral.Hear(fromSender: true);
        return new("written", [new InboundMessageWritten(referral.Id, message.Id, FromSender: true, referral.Priority, message.At)]);
    }

    private async Task<ArrivalEffect> Read(InboundReferral referral, TravellingRead told, CancellationToken ct)
    {
        var unread = await db.InboundMessages.Where(m => m.Referral == referral.Id && !m.FromSender && m.ReadAt == null).ToListAsync(ct);
        var read = unread.Where(m => told.Keys.Contains(m.Id.Value)).ToList();
        read.ForEach(m => m.Read(told.ByName, clock.NotAfter(told.At)));
        referral.ReadThere(unread.Count - read.Count);
        return new("read", []);
    }

    private ArrivalEffect Attached(InboundReferral referral, TravellingDocument told)
    {
        if (!told.IsWhole)
        {
            return new("document-not-taken", []);
        }

        var document = new InboundDocument
        {
            Id = new InboundDocumentId(told.Key),
            Referral = referral.Id,
            FromSender = true,
            ByName = told.ByName,
            At = clock.NotAfter(told.At),
            Title = told.Title,
            MediaType = told.MediaType,
            Size = told.Content.Length,
            Sha256 = told.Sha256,
            Class = told.Class,
            Part2 = told.Part2,
            Notice = told.Notice,
        };
        db.Add(document);
        db.Add(new InboundContent { Document = document.Id, Content = told.Content });
        return new("attached", [new InboundDocumentAttached(referral.Id, document.Id, FromSender: true, referral.Priority, document.At)]);
    }

    private async Task<ArrivalEffect> Opened(InboundReferral referral, TravellingRead told, CancellationToken ct)
    {
        var keys = told.Keys.Select(k => new InboundDocumentId(k)).ToList();
        var (documents, at) = (await db.InboundDocuments.Where(d => d.Referral == referral.Id && keys.Contains(d.Id)).ToListAsync(ct), clock.NotAfter(told.At));
        return new("opened", [.. documents.Where(d => d.Open(bySender: true, told.ByName, at)).Select(d => new InboundDocumentOpened(referral.Id, d.Id, BySender: true, at))]);
    }

    private async Task<ArrivalEffect> Retracted(InboundReferral referral, TravellingRetraction told, CancellationToken ct)
    {
        var id = new InboundDocumentId(told.Key);
        if (await db.InboundDocuments.FirstOrDefaultAsync(d => d.Id == id && d.Referral == referral.Id && d.FromSender && d.RetractedAt == null, ct) is not { } document)
        {
            return new("nothing-to-retract", []);
        }

        var at = clock.NotAfter(told.At);
        document.Retract(told.Reason, told.ByName, at);
        return new("retracted", [new InboundDocumentRetracted(referral.Id, document.Id, BySender: true, told.Reason.ToText(), at)]);
    }

    private ArrivalEffect HandedOff(InboundReferral referral, TravellingHandoff told)
    {
        db.Add(InboundHandoff.Of(referral.Id, told, clock));
        return new("handed-off", []);
    }

    private async Task<ArrivalEffect> HandoffRetracted(InboundReferral referral, TravellingHandoffRetraction told, CancellationToken ct)
    {
        var id = new InboundHandoffId(told.Key);
        if (await db.InboundHandoffs.FirstOrDefaultAsync(h => h.Id == id && h.Referral == referral.Id && h.Told == null && h.RetractedAt == null, ct) is not { } handoff)
        {
            return new("nothing-to-retract", []);
        }

        handoff.Retract(told.Reason, clock.NotAfter(told.At));
        return new("handoff-retracted", []);
    }
}
