using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Referrals.Contracts;

/// <summary>The partner has a waitlist or another reason to let the referral stand still.</summary>
/// <param name="Reason">Code of why.</param>
[Event("referrals.referral-held@1")]
public sealed record ReferralHeld(
    [property: Stream] ClientId Client, ReferralId Referral, ServiceId Service, OrganisationId Partner, string Reason, DateTimeOffset HeldAt);

/// <summary>A referral that stood still goes on.</summary>
[Event("referrals.referral-resumed@1")]
public sealed record ReferralResumed(
    [property: Stream] ClientId Client, ReferralId Referral, ServiceId Service, OrganisationId Partner, DateTimeOffset ResumedAt);

/// <summary>The service was given.</summary>
[Event("referrals.referral-completed@1")]
public sealed record ReferralCompleted(
    [property: Stream] ClientId Client, ReferralId Referral, ServiceId Service, OrganisationId Partner, ReferralPriority Priority, UserId Owner,
    TeamId? Team, DateTimeOffset CompletedAt);

/// <summary>The partner told what came of it.</summary>
/// <param name="Met">Whether the need is met.</param>
[Event("referrals.referral-outcome-reported@1")]
public sealed record ReferralOutcomeReported(
    [property: Stream] ClientId Client, ReferralId Referral, ServiceId Service, OrganisationId Partner, ReferralPriority Priority, UserId Owner,
    TeamId? Team, NeedMet Met, DateTimeOffset ReportedAt);

/// <summary>Whoever is responsible here has read what came of it.</summary>
[Event("referrals.referral-reviewed@1")]
public sealed record ReferralReviewed(
    [property: Stream] ClientId Client, ReferralId Referral, ServiceId Service, OrganisationId Partner, UserId? By, DateTimeOffset ReviewedAt);

/// <summary>The referral came to an end.</summary>
/// <param name="Reason">Code of why; null where the loop is closed.</param>
/// <param name="Next">The referral that took its place.</param>
/// <param name="Days">Whole days since it was sent; null when it never was.</param>
[Event("referrals.referral-ended@1")]
public sealed record ReferralEnded(
    [property: Stream] ClientId Client, ReferralId Referral, ServiceId Service, OrganisationId Partner, ReferralEnd End, string? Reason,
    ReferralId? Next, int? Days, DateTimeOffset EndedAt);

/// <summary>A referral that had ended goes on.</summary>
/// <param name="Reason">Code of why.</param>
[Event("referrals.referral-reopened@1")]
public sealed record ReferralReopened(
    [property: Stream] ClientId Client, ReferralId Referral, ServiceId Service, OrganisationId Partner, UserId Owner, TeamId? Team,
    ReferralPriority Priority, string Reason, DateTimeOffset ReopenedAt);

/// <summary>Whoever is responsible for a referral asks somebody else to take it; nothing changes until that person agrees.</summary>
[Event("referrals.transfer-offered@1")]
public sealed record TransferOffered(
    [property: Stream] ClientId Client, ReferralId Referral, ReferralPriority Priority, UserId From, UserId To, TeamId? Team, DateTimeOffset OfferedAt);

/// <summary>Whoever was asked to take a referral has answered.</summary>
/// <param name="Owner">Who is responsible from now on.</param>
/// <param name="Reason">Code of why not.</param>
[Event("referrals.transfer-answered@1")]
public sealed record TransferAnswered(
    [property: Stream] ClientId Client, ReferralId Referral, bool Accepted, UserId From, UserId To, UserId Owner, TeamId? Team, string? Reason,
    DateTimeOffset AnsweredAt);

/// <summary>Somebody wrote a message on a referral; what it says stays there.</summary>
/// <param name="FromPartner">Whether the partner wrote it.</param>
[Event("referrals.message-written@1")]
public sealed record ReferralMessageWritten(
    [property: Stream] ClientId Client, ReferralId Referral, ReferralMessageId Message, OrganisationId Partner, bool FromPartner, UserId Owner,
    TeamId? Team, ReferralPriority Priority, DateTimeOffset WrittenAt);

/// <summary>All messages of the partner on a referral have been read here.</summary>
[Event("referrals.messages-read@1")]
public sealed record ReferralMessagesRead(
    [property: Stream] ClientId Client, ReferralId Referral, OrganisationId Partner, UserId? By, DateTimeOffset ReadAt);
