using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Referrals.Contracts;

/// <summary>The review of a partner over the last month is to be done.</summary>
/// <param name="Month">The first day of the month that is reviewed.</param>
[Event("referrals.partner-review-due@1")]
public sealed record PartnerReviewDue(
    [property: Stream] PartnerReviewId Review, OrganisationId Partner, AgreementId Agreement, DateOnly Month, DateTimeOffset DueFrom);

/// <summary>The review of a partner was written down.</summary>
/// <param name="NeedsAction">Whether the partner is to put something right.</param>
[Event("referrals.partner-review-recorded@1")]
public sealed record PartnerReviewRecorded(
    [property: Stream] PartnerReviewId Review, OrganisationId Partner, DateOnly Month, bool NeedsAction, UserId? By, DateTimeOffset RecordedAt);

/// <summary>A partner is to put something right.</summary>
/// <param name="LastDayAt">The begin of the last day: at its end it is due.</param>
[Event("referrals.corrective-action-opened@1")]
public sealed record CorrectiveActionOpened(
    [property: Stream] CorrectiveActionId Action, OrganisationId Partner, PartnerReviewId? Review, UserId? OpenedBy, DateTimeOffset LastDayAt, DateTimeOffset OpenedAt);

/// <summary>Evidence that it was put right is there.</summary>
/// <param name="ByPartner">Whether the partner gave it itself.</param>
[Event("referrals.corrective-evidence-reported@1")]
public sealed record CorrectiveEvidenceReported(
    [property: Stream] CorrectiveActionId Action, OrganisationId Partner, bool ByPartner, DateTimeOffset ReportedAt);

/// <summary>Somebody here judged what came of it.</summary>
/// <param name="Result">Code of the result: effective, not-effective or withdrawn.</param>
[Event("referrals.corrective-action-closed@1")]
public sealed record CorrectiveActionClosed(
    [property: Stream] CorrectiveActionId Action, OrganisationId Partner, string Result, UserId? By, DateTimeOffset ClosedAt);

/// <summary>An agreement is to be looked at again soon.</summary>
/// <param name="LastDayAt">The begin of that day: at its end it is due.</param>
[Event("referrals.agreement-review-upcoming@1")]
public sealed record AgreementReviewUpcoming(
    [property: Stream] AgreementId Agreement, AgreementNoticeId Notice, OrganisationId Partner, DateOnly ReviewOn, DateTimeOffset LastDayAt);

/// <summary>A licence of an agreement runs out soon, or has.</summary>
/// <param name="LastDayAt">The begin of its last day: at its end it is due.</param>
[Event("referrals.licence-ending@1")]
public sealed record LicenceEnding(
    [property: Stream] AgreementId Agreement, AgreementNoticeId Notice, OrganisationId Partner, DateOnly ExpiresOn, DateTimeOffset LastDayAt);

/// <summary>What an agreement was to be looked at for is done: it was reviewed, ended, or the licence renewed.</summary>
[Event("referrals.agreement-notice-settled@1")]
public sealed record AgreementNoticeSettled(
    [property: Stream] AgreementId Agreement, AgreementNoticeId Notice, OrganisationId Partner, DateTimeOffset SettledAt);

/// <summary>Two organisations coordinate or manage the care of one person at once.</summary>
/// <param name="Referral">The referral that was accepted last.</param>
[Event("referrals.care-management-doubled@1")]
public sealed record CareManagementDoubled(
    [property: Stream] ClientId Client, ReferralId Referral, OrganisationId Partner, UserId Owner, TeamId? Team, DateTimeOffset FoundAt);
