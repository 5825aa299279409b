using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Referrals;

/// <summary>What a linked tenant to which we refer sends back takes effect on our referral, by the same table and events as what a partner does here itself.</summary>
internal sealed class ArrivedFromPartner(ReferralsDb db, TenantLink link, TenantClock clock)
{
    /// <summary>Something on a referral that was sent there.</summary>
    public async Task<ArrivalEffect> Of(LinkArrival arrival, Referral referral, CancellationToken ct) => arrival.Kind switch
    {
        LinkMessage.Move => Moved(referral, arrival.Read<TravellingMove>()),
        LinkMessage.Message => Written(referral, arrival.Read<TravellingMessage>()),
        LinkMessage.Read => await Read(referral, arrival.Read<TravellingRead>(), ct),
        LinkMessage.Document => Attached(referral, arrival.Read<TravellingDocument>()),
        LinkMessage.Opened => await Opened(referral, arrival.Read<TravellingRead>(), ct),
        LinkMessage.Retract => await Retracted(referral, arrival.Read<TravellingRetraction>(), ct),
        LinkMessage.Handoff => await HandedOff(referral, arrival.Read<TravellingReplyHandoff>(), ct),
        LinkMessage.HandoffRetracted => await HandoffRetracted(referral, arrival.Read<TravellingHandoffRetraction>(), ct),
        _ => new("not-for-partners", []),
    };

    private ArrivalEffect Moved(Referral referral, TravellingMove told)
    {
        if (!LoopRules.IsPartners(told.Move))
        {
            return new("not-your-referral", []);
        }

        if (referral.Prevents(told.Move, expectedVersion: null) is { } refusal)
        {
            return new(refusal.Code, []);
        }

        // The other's clock may go otherwise.
        var happened = told.HappenedAt <= clock.GetUtcNow() && told.HappenedAt >= referral.SentAt ? told.HappenedAt : (DateTimeOffset?)null;
        var steps = referral.Make(
            new LoopChange(told.Move, told.Reason, told.Outcome, happened, told.StartsAt, told.Met), new MovedBy(null, link.OtherName, link.Partner), clock.GetUtcNow());
        return new("moved", db.Written(referral, steps).Events);
    }

    private ArrivalEffect Written(Referral referral, TravellingMessage told)
    {
        var message = new ReferralMessage
        {
            Id = new ReferralMessageId(told.Key),
            Referral = referral.Id,
            FromPartner = referral.Partner,
            ByName = told.ByName,
            At = clock.NotAfter(told.At),
            Text = told.Text,
        };
        db.Add(message);
        referral.Hear(fromPartner: true);
        return new("written", [new ReferralMessageWritten(
            referral.Client, referral.Id, message.Id, referral.Partner, FromPartner: true, referral.Owner, referral.Team, referral.Priority, message.At)]);
    }

    private async Task<ArrivalEffect> Read(Referral referral, TravellingRead told, CancellationToken ct)
    {
        var unread = await db.Messages.Where(m => m.Referral == referral.Id && m.FromPartner == null && m.ReadAt == null).ToListAsync(ct);
        var read = unread.Where(m => told.Keys.Contains(m.Id.Value)).ToList();
        read.ForEach(m => m.Read(told.ByName, clock.NotAfter(told.At)));
        referral.ReadThere(unread.Count - read.Count);
        return new("read", []);
    }

    private ArrivalEffect Attached(Referral referral, TravellingDocument told)
    {
        if (!told.IsWhole)
        {
            return new("document-not-taken", []);
        }

        var document = new ReferralDocument
        {
            Id = new ReferralDocumentId(told.Key),
            Referral = referral.Id,
            FromPartner = referral.Partner,
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
        db.Add(new DocumentContent { Document = document.Id, Content = told.Content });
        return new("attached", [new DocumentAttached(
            referral.Client, referral.Id, document.Id, referral.Partner, FromPartner: true, referral.Owner, referral.Team, referral.Priority, document.At)]);
    }

    private async Task<ArrivalEffect> Opened(Referral referral, TravellingRead told, CancellationToken ct)
    {
        var keys = told.Keys.Select(k => new ReferralDocumentId(k)).ToList();
        var (documents, at) = (await db.Documents.Where(d => d.Referral == referral.Id && d.SharedAt != null && keys.Contains(d.Id)).ToListAsync(ct), clock.NotAfter(told.At));
        return new("opened", [.. documents.Where(d => d.Open(referral.Partner, told.ByName, at))
            .Select(d => new DocumentOpened(referral.Client, referral.Id, d.Id, referral.Partner, ByPartner: true, at))]);
    }

    private async Task<ArrivalEffect> Retracted(Referral referral, TravellingRetraction told, CancellationToken ct)
    {
        var id = new ReferralDocumentId(told.Key);
        if (await db.Documents.FirstOrDefaultAsync(
            d => d.Id == id && d.Referral == referral.Id && d.FromPartner == referral.Partner && d.RetractedAt == null, ct) is not { } document)
        {
            return new("nothing-to-retract", []);
        }

        var at = clock.NotAfter(told.At);
        document.Retract(told.Reason, told.ByName, at);
        return new("retracted", [new DocumentRetracted(referral.Client, referral.Id, document.Id, referral.Partner, told.Reason.ToText(), at)]);
    }

    // Held against the same rules as what a partner writes down here itself.
    private async Task<ArrivalEffect> HandedOff(Referral referral, TravellingReplyHandoff told, CancellationToken ct)
    {
        if (WarmHandoff.Prevents(referral) is { } refusal)
        {
            return new(refusal.Code, []);
        }

        if (told.Handoff.Joined.Any(p => p.User is not null) || told.Handoff.Problems().Any() || !new HandoffBounds().Validate(told.Handoff).IsValid)
        {
            return new("handoff-not-taken", []);
        }

        // The other's clock may go otherwise.
        var happened = told.HappenedAt <= clock.GetUtcNow() && told.HappenedAt >= referral.SentAt ? told.HappenedAt : clock.GetUtcNow();
        var by = new MovedBy(null, told.ByName, link.Partner);
        var handoff = WarmHandoff.Of(referral.Id, told.Handoff, by, happened, clock, (new WarmHandoffId(told.Key), link.Id));
        return new("handed-off", await db.Recorded(referral, handoff, by, clock, ct));
    }

    private async Task<ArrivalEffect> HandoffRetracted(Referral referral, TravellingHandoffRetraction told, CancellationToken ct)
    {
        var id = new WarmHandoffId(told.Key);
        return await db.WarmHandoffs.FirstOrDefaultAsync(h => h.Id == id && h.Referral == referral.Id && h.Link == link.Id && h.RetractedAt == null, ct) is { } handoff
            ? new("handoff-retracted", await db.Retracted(referral, handoff, told.Reason, link.OtherName, clock.NotAfter(told.At), ct))
            : new("nothing-to-retract", []);
    }
}
