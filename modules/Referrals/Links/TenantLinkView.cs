using System.Linq.Expressions;
using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Referrals;

/// <summary>Who may see and change links with other tenants.</summary>
internal static class LinkReach
{
    /// <summary>The permission for that.</summary>
    public const string Permission = "referrals.link";

    /// <summary>Links with this partner that hold, or wait for an answer.</summary>
    public static Expression<Func<TenantLink, bool>> Living(OrganisationId partner) =>
        l => l.Partner == partner && (l.State == LinkState.Asked || l.State == LinkState.Accepted);

    /// <summary>The link by which referrals to this partner travel; null when there is none.</summary>
    public static Task<TenantLink?> LinkTo(this ReferralsDb db, OrganisationId partner, CancellationToken ct) =>
        db.Links.AsNoTracking().FirstOrDefaultAsync(l => l.Partner == partner && l.State == LinkState.Accepted, ct);

    /// <summary>Whether what is written on this referral would have to be brought to the partner's own tenant, and there is no link by which it could.</summary>
    public static async Task<bool> IsUnlinked(this ReferralsDb db, Referral referral, CancellationToken ct) =>
        await db.IsOfTenant(referral, ct) && await db.LinkTo(referral.Partner, ct) is null;

    /// <summary>Whether the service takes referrals in the partner's own tenant.</summary>
    public static Task<bool> IsOfTenant(this ReferralsDb db, Referral referral, CancellationToken ct) =>
        db.Services.AnyAsync(s => s.Id == referral.Service && s.Channel == ReferralChannel.Tenant, ct);

    /// <summary>Why nothing from here would reach the sender of this referral; null where it does.</summary>
    public static async Task<Refusal?> NothingReaches(this ReferralsDb db, InboundReferral referral, PartnerPresence presence, CancellationToken ct) =>
        referral.Link is not { } link ? referral.Sender is { } sender && await presence.SignsIn(sender, ct) ? null : new SenderNotReached()
        : await db.Links.AsNoTracking().AnyAsync(l => l.Id == link && l.State == LinkState.Accepted, ct) ? null
        : new ReportInboundOutcome.SenderUnlinked();
}

/// <summary>Reads links with other tenants of the platform.</summary>
[Query, Feature("referrals"), Requires(LinkReach.Permission)]
internal static class TenantLinkQueries
{
    /// <summary>The links with partners that are tenants of the platform themselves, the latest first: tens, not thousands.</summary>
    public static async Task<IReadOnlyList<TenantLink>> TenantLinks(ReferralsDb db, CancellationToken ct) =>
        await db.Links.AsNoTracking().OrderByDescending(l => l.AskedAt).ThenBy(l => l.Id).ToListAsync(ct);
}

/// <summary>What this organisation and another tenant of the platform have agreed, so that referrals between them travel by themselves.</summary>
[View<TenantLink>]
internal static class TenantLinkView
{
    /// <summary>Its id here.</summary>
    public static TenantLinkId Id(TenantLink link) => link.Id;

    /// <summary>The other one, as the directory here has it; null until somebody here has said so.</summary>
    public static OrganisationId? Partner(TenantLink link) => link.Partner;

    /// <summary>How the other calls itself.</summary>
    public static string OtherName(TenantLink link) => link.OtherName;

    /// <summary>Whether this organisation asked.</summary>
    public static bool AskedByUs(TenantLink link) => link.AskedByUs;

    /// <summary>Where it stands.</summary>
    public static LinkState State(TenantLink link) => link.State;

    /// <summary>When it was asked for.</summary>
    public static DateTimeOffset AskedAt(TenantLink link) => link.AskedAt;

    /// <summary>Who here asked; null where the other did.</summary>
    public static UserId? AskedBy(TenantLink link) => link.AskedBy;

    /// <summary>When it was answered.</summary>
    public static DateTimeOffset? AnsweredAt(TenantLink link) => link.AnsweredAt;

    /// <summary>Who here answered; null where the other did.</summary>
    public static UserId? AnsweredBy(TenantLink link) => link.AnsweredBy;

    /// <summary>When it was ended.</summary>
    public static DateTimeOffset? EndedAt(TenantLink link) => link.EndedAt;

    /// <summary>Who here ended it; null where the other did.</summary>
    public static UserId? EndedBy(TenantLink link) => link.EndedBy;

    /// <summary>Why it was ended, where somebody here did.</summary>
    public static string? EndReason(TenantLink link) => link.EndReason;

    /// <summary>Counts changes; send it back as expectedVersion.</summary>
    public static int Version(TenantLink link) => link.Version;
}
