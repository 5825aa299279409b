using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Referrals.Contracts;

/// <summary>
/// Somebody else referred a person to this organisation, or wants again what they took back. The clock of the acknowledgement runs from <paramref name="ReceivedAt"/>.
/// </summary>
/// <param name="Sender">Who sent it; null for an organisation that is not known here.</param>
[Event("referrals.inbound-received@1")]
public sealed record InboundReferralReceived(
    [property: Stream] InboundReferralId Referral, OrganisationId? Sender, ReferralPriority Priority, DateTimeOffset ReceivedAt);

/// <summary>Somebody here has looked at a referral that was sent to this organisation.</summary>
[Event("referrals.inbound-acknowledged@1")]
public sealed record InboundReferralAcknowledged(
    [property: Stream] InboundReferralId Referral, ClientId? Client, OrganisationId? Sender, DateTimeOffset AcknowledgedAt);

/// <summary>This organisation takes the person who was referred to it, or does not.</summary>
/// <param name="Reason">Code of why not.</param>
[Event("referrals.inbound-answered@1")]
public sealed record InboundReferralAnswered(
    [property: Stream] InboundReferralId Referral, ClientId? Client, OrganisationId? Sender, ReferralAnswer Answer, string? Reason,
    DateTimeOffset AnsweredAt);

/// <summary>What a referral to this organisation asked for was done; its sender is owed the outcome from then on.</summary>
[Event("referrals.inbound-completed@1")]
public sealed record InboundReferralCompleted(
    [property: Stream] InboundReferralId Referral, ClientId? Client, OrganisationId? Sender, ReferralPriority Priority, DateTimeOffset CompletedAt);

/// <summary>The sender of a referral was told what came of it.</summary>
[Event("referrals.inbound-outcome-reported@1")]
public sealed record InboundOutcomeReported(
    [property: Stream] InboundReferralId Referral, ClientId? Client, OrganisationId? Sender, DateTimeOffset ReportedAt);

/// <summary>The sender does not want a referral to this organisation any more.</summary>
/// <param name="Reason">Code of why.</param>
[Event("referrals.inbound-withdrawn@1")]
public sealed record InboundReferralWithdrawn(
    [property: Stream] InboundReferralId Referral, ClientId? Client, OrganisationId? Sender, string? Reason, DateTimeOffset WithdrawnAt);

/// <summary>A step in the life of a referral to this organisation was written down: what its sender may hear of it follows from this.</summary>
/// <param name="Number">The step's place in the history.</param>
[Event("referrals.inbound-moved@1")]
public sealed record InboundReferralMoved([property: Stream] InboundReferralId Referral, int Number, DateTimeOffset MovedAt);
