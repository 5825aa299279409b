using CarePlatform.Platform;

namespace CarePlatform.Referrals.Contracts;

/// <summary>This organisation asks another tenant of the platform to exchange referrals.</summary>
/// <param name="Partner">The other one, as the directory here has it.</param>
[Event("referrals.link-asked@1")]
public sealed record TenantLinkAsked([property: Stream] TenantLinkId Link, OrganisationId Partner, DateTimeOffset AskedAt);

/// <summary>Another tenant of the platform asks this organisation to exchange referrals.</summary>
[Event("referrals.link-wanted@1")]
public sealed record TenantLinkWanted([property: Stream] TenantLinkId Link, DateTimeOffset AskedAt);

/// <summary>Whoever was asked to exchange referrals has answered.</summary>
/// <param name="ByUs">Whether this organisation did.</param>
[Event("referrals.link-answered@1")]
public sealed record TenantLinkAnswered([property: Stream] TenantLinkId Link, bool Accepted, bool ByUs, DateTimeOffset AnsweredAt);

/// <summary>Two tenants do not exchange referrals any more.</summary>
/// <param name="ByUs">Whether this organisation ended it.</param>
[Event("referrals.link-ended@1")]
public sealed record TenantLinkEnded([property: Stream] TenantLinkId Link, bool ByUs, DateTimeOffset EndedAt);

/// <summary>Something has arrived from another tenant; what it is stands in its row, for this organisation alone.</summary>
/// <param name="Link">What both sides call their agreement, so that what comes by it takes effect in order.</param>
[Event("referrals.link-arrived@1")]
public sealed record LinkArrived([property: Stream] TenantLinkId Link, LinkArrivalId Arrival, DateTimeOffset ArrivedAt);
