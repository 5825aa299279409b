using System.Text.Json;
using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Referrals;

/// <summary>
/// What another tenant sent takes effect here, by this organisation's own rules: nothing is done for somebody with whom there is no link, and
/// nothing to a referral that was not sent there.
/// </summary>
[Feature("referrals")]
internal static class WhenLinkArrived
{
    public static async Task<IReadOnlyList<object>> Handle(
        LinkArrived arrived, ReferralsDb db, OrganisationById organisations, TimeProvider clock, CancellationToken ct)
    {
        if (await db.Arrivals.FirstOrDefaultAsync(a => a.Id == arrived.Arrival && a.Result == null, ct) is not { Body: not null } arrival)
        {
            return [];
        }

        var link = await db.Links.FirstOrDefaultAsync(l => l.Key == arrival.LinkKey, ct);
        var (result, events) = arrival.Kind is LinkMessage.Ask
            ? (link is null ? Asked(db, arrival, clock) : new("known", []))
            : link is null || !link.IsWith(arrival) ? new("no-link", [])
            : arrival.Kind switch
            {
                LinkMessage.Answer => Answered(link, arrival, clock),
                LinkMessage.End => Ended(link, clock),
                _ when link.State is not LinkState.Accepted => new("link-" + link.State.ToText(), []),
                LinkMessage.Referral => await Referred(db, link, arrival, organisations, clock, ct),
                LinkMessage.Withdraw => await Withdrawn(db, link, arrival, clock, ct),
                _ => await Moved(db, link, arrival, clock, ct),
            };
        arrival.Done(result);
        return events;
    }

    private static Effect Asked(ReferralsDb db, LinkArrival arrival, TimeProvider clock)
    {
        var link = TenantLink.From(arrival, Body<LinkHello>(arrival).Name, clock);
        db.Add(link);
        return new("asked", [new TenantLinkWanted(link.Id, link.AskedAt)]);
    }

    private static Effect Answered(TenantLink link, LinkArrival arrival, TimeProvider clock)
    {
        if (link is not { State: LinkState.Asked, AskedByUs: true })
        {
            return new("link-" + link.State.ToText(), []);
        }

        var hello = Body<LinkHello>(arrival);
        link.Hear(hello.Accepted is true, arrival.FromTenant, hello.Name, clock.GetUtcNow());
        return new("answered", [new TenantLinkAnswered(link.Id, hello.Accepted is true, ByUs: false, clock.GetUtcNow())]);
    }

    private static Effect Ended(TenantLink link, TimeProvider clock)
    {
        if (link.State is LinkState.Declined or LinkState.Ended)
        {
            return new("link-" + link.State.ToText(), []);
        }

        link.End(reason: null, by: null, clock.GetUtcNow());
        return new("ended", [new TenantLinkEnded(link.Id, ByUs: false, clock.GetUtcNow())]);
    }

    private static async Task<Effect> Referred(
        ReferralsDb db, TenantLink link, LinkArrival arrival, OrganisationById organisations, TimeProvider clock, CancellationToken ct)
    {
        var sender = (await organisations.ReadAsync([link.Partner!.Value], ct))[link.Partner.Value];
        if (await db.Inbound.AsNoTracking().AnyAsync(r => r.SenderKey == InboundReferral.KeyOf(sender.Id, "") && r.Reference == arrival.Subject, ct))
        {
            return new("known", []);
        }

        var sent = Body<TravellingReferral>(arrival);
        var referral = InboundReferral.Of(
            new NewInbound(
                sender, sender.Name, arrival.Subject, InboundVia.Link, sent.Person, sent.Need, (await db.Rules(ct)).NeedOf(sent.Need)?.Class ?? DataClass.C,
                sent.Priority, sent.Note, sent.Service, sent.Contact, ContactPhone: null, clock.GetUtcNow(), Link: link.Id),
            by: null, clock);
        db.Add(referral);
        return new("received", [referral.ToReceived()]);
    }

    private static async Task<Effect> Withdrawn(ReferralsDb db, TenantLink link, LinkArrival arrival, TimeProvider clock, CancellationToken ct)
    {
        if (await db.Inbound.FirstOrDefaultAsync(r => r.Link == link.Id && r.Reference == arrival.Subject, ct) is not { } referral || !referral.Allows(ReferralMove.End))
        {
            return new("nothing-to-withdraw", []);
        }

        return new("withdrawn", db.MovedInbound(referral, new LoopChange(ReferralMove.End, Body<TravellingEnd>(arrival).Reason), clock));
    }

    private static async Task<Effect> Moved(ReferralsDb db, TenantLink link, LinkArrival arrival, TimeProvider clock, CancellationToken ct)
    {
        var told = Body<TravellingMove>(arrival);
        if (!Id.TryParse<ReferralId>(arrival.Subject, out var id) || !LoopRules.IsPartners(told.Move)
            || await db.Referrals.FirstOrDefaultAsync(r => r.Id == id && r.Partner == link.Partner && r.SentAt != null, ct) is not { } referral)
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

    private static T Body<T>(LinkArrival arrival) => JsonSerializer.Deserialize<T>(arrival.Body!, IdJson.Options)!;

    private sealed record Effect(string Result, IReadOnlyList<object> Events);
}
