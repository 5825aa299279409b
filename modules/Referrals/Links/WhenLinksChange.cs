using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Referrals;

/// <summary>
/// What this organisation asks, answers and ends is told to the other tenant, in order. A question that nobody takes stays unanswered, so that
/// nobody learns by it who is a tenant.
/// </summary>
[Feature("referrals")]
internal static class WhenLinksChange
{
    private const string Asked = "referrals.link-asked@1";
    private const string Answered = "referrals.link-answered@1";
    private const string Ended = "referrals.link-ended@1";

    /// <summary>Those of these types of events that are about links.</summary>
    public static Task<IReadOnlySet<string>> Awaited(IReadOnlyList<string> types, CancellationToken ct) =>
        Task.FromResult<IReadOnlySet<string>>(types.Where(t => t is Asked or Answered or Ended).ToHashSet(StringComparer.Ordinal));

    public static async Task<IReadOnlyList<object>> Handle(LogEntry happened, ReferralsDb db, LinkPost post, Tenant tenant, CancellationToken ct)
    {
        var (id, kind, body) = happened.Type switch
        {
            Asked => (happened.As<TenantLinkAsked>().Link, LinkMessage.Ask, new LinkHello(tenant.Name)),
            Answered => happened.As<TenantLinkAnswered>() is { ByUs: true } a ? (a.Link, LinkMessage.Answer, new LinkHello(tenant.Name, a.Accepted)) : default,
            _ => happened.As<TenantLinkEnded>() is { ByUs: true } e ? (e.Link, LinkMessage.End, new LinkHello(tenant.Name)) : default,
        };
        if (body is not null)
        {
            var link = await db.Links.AsNoTracking().SingleAsync(l => l.Id == id, ct);
            await post.Deliver(link.Other is { } other ? new TenantId(other).ToString() : link.OtherSlug, kind, link.Key, "", 1, body, ct);
        }

        return [];
    }
}
