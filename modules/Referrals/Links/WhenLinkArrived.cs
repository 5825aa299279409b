using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Referrals;

/// <summary>
/// What another tenant sent takes effect here, by this organisation's own rules: nothing is done for somebody with whom there is no link, and
/// nothing to a referral that was not sent there, or did not come from there.
/// </summary>
[Feature("referrals")]
internal static class WhenLinkArrived
{
    public static async Task<IReadOnlyList<object>> Handle(
        LinkArrived arrived, ReferralsDb db, OrganisationById organisations, Contributing contributing, PartnerCalls partners, TenantClock clock, CancellationToken ct)
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
                LinkMessage.End => await Ended(db, link, clock, ct),
                _ when link.State is not LinkState.Accepted => new("link-" + link.State.ToText(), []),
                LinkMessage.Plan or LinkMessage.PlanGone or LinkMessage.ContributionAnswered =>
                    await new ArrivedFromConvenor(db, link, contributing, clock).Of(arrival, ct),
                LinkMessage.Contribution => await new ArrivedFromMember(db, link, partners, clock).Of(arrival, ct),
                LinkMessage.Referral => await new ArrivedFromSender(db, link, clock).Referred(arrival, organisations, ct),
                _ => await OfReferral(db, link, arrival, clock, ct),
            };
        arrival.Done(result);
        return events;
    }

    // Either side may be the one that refers: whose referral it is, its number tells.
    private static async Task<ArrivalEffect> OfReferral(ReferralsDb db, TenantLink link, LinkArrival arrival, TenantClock clock, CancellationToken ct) =>
        await db.Inbound.FirstOrDefaultAsync(r => r.Link == link.Id && r.Reference == arrival.Subject, ct) is { } inbound
            ? await new ArrivedFromSender(db, link, clock).Of(arrival, inbound, ct)
        : Id.TryParse<ReferralId>(arrival.Subject, out var id)
            && await db.Referrals.FirstOrDefaultAsync(r => r.Id == id && r.Partner == link.Partner && r.SentAt != null, ct) is { } referral
            ? await new ArrivedFromPartner(db, link, clock).Of(arrival, referral, ct)
        : new("not-your-referral", []);

    private static ArrivalEffect Asked(ReferralsDb db, LinkArrival arrival, TimeProvider clock)
    {
        var link = TenantLink.From(arrival, arrival.Read<LinkHello>().Name, clock);
        db.Add(link);
        return new("asked", [new TenantLinkWanted(link.Id, link.AskedAt)]);
    }

    private static ArrivalEffect Answered(TenantLink link, LinkArrival arrival, TimeProvider clock)
    {
        if (link is not { State: LinkState.Asked, AskedByUs: true })
        {
            return new("link-" + link.State.ToText(), []);
        }

        var hello = arrival.Read<LinkHello>();
        link.Hear(hello.Accepted is true, arrival.FromTenant, hello.Name, clock.GetUtcNow());
        return new("answered", [new TenantLinkAnswered(link.Id, hello.Accepted is true, ByUs: false, clock.GetUtcNow())]);
    }

    private static async Task<ArrivalEffect> Ended(ReferralsDb db, TenantLink link, TimeProvider clock, CancellationToken ct)
    {
        if (link.State is LinkState.Declined or LinkState.Ended)
        {
            return new("link-" + link.State.ToText(), []);
        }

        link.End(reason: null, by: null, clock.GetUtcNow());
        var gone = await db.ForgetPlans(link, clock, ct);
        return new("ended", [.. gone, new TenantLinkEnded(link.Id, ByUs: false, clock.GetUtcNow())]);
    }
}

/// <summary>What became of something that arrived.</summary>
/// <param name="Result">A word for it, which stays with the arrival.</param>
/// <param name="Events">What others hear of it.</param>
internal sealed record ArrivalEffect(string Result, IReadOnlyList<object> Events);
