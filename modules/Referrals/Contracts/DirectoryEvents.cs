using CarePlatform.Platform;

namespace CarePlatform.Referrals.Contracts;

/// <summary>A partner, or somebody for it, said how many people a service can take.</summary>
/// <param name="ByPartner">Whether the partner said so itself.</param>
[Event("referrals.capacity-reported@1")]
public sealed record CapacityReported(
    [property: Stream] ServiceId Service, OrganisationId Partner, int Openings, bool ByPartner, DateTimeOffset ReportedAt);

/// <summary>A service takes no referrals for the time being.</summary>
/// <param name="Until">The last day; null when nobody knows.</param>
[Event("referrals.service-paused@1")]
public sealed record ServicePaused(
    [property: Stream] ServiceId Service, OrganisationId Partner, DateOnly? Until, DateTimeOffset PausedAt);

/// <summary>A service takes referrals again.</summary>
[Event("referrals.service-resumed@1")]
public sealed record ServiceResumed([property: Stream] ServiceId Service, OrganisationId Partner, DateTimeOffset ResumedAt);

/// <summary>An agreement with a partner was written down or changed.</summary>
/// <param name="ReviewOn">When it is to be looked at again.</param>
[Event("referrals.agreement-recorded@1")]
public sealed record AgreementRecorded(
    [property: Stream] AgreementId Agreement, OrganisationId Partner, string Kind, DateOnly? ReviewOn, DateTimeOffset RecordedAt);
