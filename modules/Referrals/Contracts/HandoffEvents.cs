using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Referrals.Contracts;

/// <summary>A client is to be connected with the partner in person, and not by paper alone.</summary>
/// <param name="Reason">Code of why.</param>
/// <param name="DueBy">By when, such as the planned discharge; null where the tenant's usual time counts.</param>
/// <param name="LastHourAt">An hour before <paramref name="DueBy"/>: whoever gives that hour has it done in time.</param>
/// <param name="PlannedAt">The usual time counts from here.</param>
[Event("referrals.handoff-due@1")]
public sealed record HandoffDue(
    [property: Stream] ClientId Client, ReferralId Referral, ServiceId Service, OrganisationId Partner, ReferralPriority Priority, UserId Owner,
    TeamId? Team, string Reason, DateTimeOffset? DueBy, DateTimeOffset? LastHourAt, DateTimeOffset PlannedAt);

/// <summary>Somebody wrote down how a client was connected with a partner, or that it did not come about.</summary>
/// <param name="Planned">Whether it was owed.</param>
/// <param name="ByPartner">Whether the partner wrote it down itself.</param>
/// <param name="Live">Whether people spoke with each other, rather than leaving a message.</param>
/// <param name="Connected">Whether the client and the partner are in touch.</param>
/// <param name="Settled">Whether nothing more is to be tried: connected, or not wanted.</param>
/// <param name="Reason">Code of why it did not come about.</param>
[Event("referrals.handoff-recorded@1")]
public sealed record HandoffRecorded(
    [property: Stream] ClientId Client, ReferralId Referral, WarmHandoffId Handoff, OrganisationId Partner, ReferralPriority Priority, UserId Owner,
    TeamId? Team, bool Planned, bool ByPartner, bool Live, bool Connected, bool Settled, string? Reason, DateTimeOffset HappenedAt,
    DateTimeOffset RecordedAt);

/// <summary>Somebody here wrote down how a person was connected whom another organisation referred here, or that it did not come about.</summary>
[Event("referrals.inbound-handoff-recorded@1")]
public sealed record InboundHandoffRecorded([property: Stream] InboundReferralId Referral, InboundHandoffId Handoff, DateTimeOffset RecordedAt);

/// <summary>Such a handoff was written down by mistake.</summary>
/// <param name="Reason">Code of why.</param>
[Event("referrals.inbound-handoff-retracted@1")]
public sealed record InboundHandoffRetracted([property: Stream] InboundReferralId Referral, InboundHandoffId Handoff, string Reason, DateTimeOffset RetractedAt);

/// <summary>A warm handoff was written down by mistake; it stays in the record and counts nowhere.</summary>
/// <param name="Reason">Code of why.</param>
[Event("referrals.handoff-retracted@1")]
public sealed record HandoffRetracted(
    [property: Stream] ClientId Client, ReferralId Referral, WarmHandoffId Handoff, OrganisationId Partner, string Reason, DateTimeOffset RetractedAt);
