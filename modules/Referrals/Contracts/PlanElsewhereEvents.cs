using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Referrals.Contracts;

/// <summary>A linked tenant invites this organisation to take part in a plan that it convenes.</summary>
/// <param name="Client">Who the person is here, where that is known.</param>
[Event("referrals.plan-elsewhere-invited@1")]
public sealed record PlanElsewhereInvited([property: Stream] PlanElsewhereId Plan, ClientId? Client, DateTimeOffset InvitedAt);

/// <summary>This organisation takes part in a plan that a linked tenant convenes, or does not: the other one knows it.</summary>
[Event("referrals.plan-elsewhere-answered@1")]
public sealed record PlanElsewhereAnswered([property: Stream] PlanElsewhereId Plan, bool Accepted, DateTimeOffset AnsweredAt);

/// <summary>Nothing of a plan that a linked tenant convenes is shared with this organisation any more.</summary>
[Event("referrals.plan-elsewhere-gone@1")]
public sealed record PlanElsewhereGone([property: Stream] PlanElsewhereId Plan, DateTimeOffset GoneAt);

/// <summary>Somebody here did or wrote something in a plan that a linked tenant convenes; what stays there.</summary>
[Event("referrals.plan-contributed@1")]
public sealed record PlanContributed([property: Stream] PlanElsewhereId Plan, PlanContributionId Contribution, DateTimeOffset ContributedAt);

/// <summary>What somebody here did or wrote in a plan elsewhere did not take effect there.</summary>
/// <param name="Client">Who the person is here, where that is known.</param>
/// <param name="By">Who did.</param>
/// <param name="Code">The code of the refusal.</param>
[Event("referrals.plan-contribution-refused@1")]
public sealed record PlanContributionRefused(
    [property: Stream] PlanElsewhereId Plan, PlanContributionId Contribution, ClientId? Client, UserId? By, string Code, DateTimeOffset RefusedAt);

/// <summary>What came by a link for a plan of this organisation has taken effect, or was refused; the other side is told.</summary>
/// <param name="Contribution">By what both sides call it.</param>
/// <param name="Code">The code of the refusal; null where it took effect.</param>
/// <param name="Message">The refusal in words.</param>
[Event("referrals.plan-contribution-answered@1")]
public sealed record PlanContributionAnswered(
    [property: Stream] TenantLinkId Link, PlanMemberId Member, PlanContributionId Contribution, string? Code, string? Message, DateTimeOffset AnsweredAt);
