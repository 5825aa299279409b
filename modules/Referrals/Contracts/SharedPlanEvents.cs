using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Referrals.Contracts;

/// <summary>Several organisations are to share a plan for a person.</summary>
[Event("referrals.plan-opened@1", Feature = "referrals.shared-plans")]
public sealed record SharedPlanOpened(
    [property: Stream] ClientId Client, SharedPlanId Plan, UserId Owner, TeamId? Team, DateOnly ReviewOn, DateTimeOffset OpenedAt);

/// <summary>The day has come on which a shared plan is to be looked at again.</summary>
[Event("referrals.plan-review-due@1", Feature = "referrals.shared-plans")]
public sealed record SharedPlanReviewDue(
    [property: Stream] ClientId Client, SharedPlanId Plan, UserId Owner, TeamId? Team, DateOnly ReviewOn, DateTimeOffset DueFrom);

/// <summary>A shared plan was looked at again, and goes on.</summary>
[Event("referrals.plan-reviewed@1", Feature = "referrals.shared-plans")]
public sealed record SharedPlanReviewed(
    [property: Stream] ClientId Client, SharedPlanId Plan, UserId Owner, TeamId? Team, DateOnly ReviewOn, UserId? By, DateTimeOffset ReviewedAt);

/// <summary>Somebody wrote a goal or an action in a shared plan, shared a note there, or took one back; what it says stays there.</summary>
[Event("referrals.plan-written@1", Feature = "referrals.shared-plans")]
public sealed record SharedPlanWritten([property: Stream] ClientId Client, SharedPlanId Plan, DateTimeOffset WrittenAt);

/// <summary>Whoever was responsible for a shared plan works here no longer.</summary>
/// <param name="From">Who has left.</param>
/// <param name="Owner">Who is responsible from now on; still the same where nobody could be found.</param>
/// <param name="Named">Whether that is the successor who was named; otherwise somebody is to say who goes on with it.</param>
[Event("referrals.plan-passed-on@1", Feature = "referrals.shared-plans")]
public sealed record SharedPlanPassedOn(
    [property: Stream] ClientId Client, SharedPlanId Plan, UserId From, UserId Owner, TeamId? Team, bool Named, DateTimeOffset PassedOnAt);

/// <summary>A shared plan has ended: nobody is shown it any more but the organisation that convened it.</summary>
/// <param name="Reason">Code of why.</param>
[Event("referrals.plan-ended@1", Feature = "referrals.shared-plans")]
public sealed record SharedPlanEnded([property: Stream] ClientId Client, SharedPlanId Plan, string Reason, DateTimeOffset EndedAt);

/// <summary>A partner was asked to take part.</summary>
[Event("referrals.plan-partner-invited@1", Feature = "referrals.shared-plans")]
public sealed record PlanPartnerInvited(
    [property: Stream] ClientId Client, SharedPlanId Plan, PlanMemberId Member, OrganisationId Partner, UserId Owner, TeamId? Team, DateTimeOffset InvitedAt);

/// <summary>A partner takes part, or does not.</summary>
/// <param name="Reason">Code of why not.</param>
[Event("referrals.plan-invitation-answered@1", Feature = "referrals.shared-plans")]
public sealed record PlanInvitationAnswered(
    [property: Stream] ClientId Client, SharedPlanId Plan, PlanMemberId Member, OrganisationId Partner, bool Accepted, string? Reason, UserId Owner,
    TeamId? Team, DateTimeOffset AnsweredAt);

/// <summary>A partner takes part no more, or is invited no more.</summary>
/// <param name="ByPartner">Whether it left by itself.</param>
/// <param name="Reason">Code of why.</param>
[Event("referrals.plan-partner-left@1", Feature = "referrals.shared-plans")]
public sealed record PlanPartnerLeft(
    [property: Stream] ClientId Client, SharedPlanId Plan, PlanMemberId Member, OrganisationId Partner, bool ByPartner, string Reason, UserId Owner,
    TeamId? Team, DateTimeOffset LeftAt);

/// <summary>No consent of the person reaches a partner any more that takes part or is invited: it is shown nothing since.</summary>
[Event("referrals.plan-consent-lost@1", Feature = "referrals.shared-plans")]
public sealed record PlanConsentLost(
    [property: Stream] ClientId Client, SharedPlanId Plan, PlanMemberId Member, OrganisationId Partner, UserId Owner, TeamId? Team, DateTimeOffset LostAt);

/// <summary>A consent reaches the partner again.</summary>
[Event("referrals.plan-consent-found@1", Feature = "referrals.shared-plans")]
public sealed record PlanConsentFound(
    [property: Stream] ClientId Client, SharedPlanId Plan, PlanMemberId Member, OrganisationId Partner, DateTimeOffset FoundAt);

/// <summary>Somebody is to take an action on.</summary>
[Event("referrals.plan-action-open@1", Feature = "referrals.shared-plans")]
public sealed record PlanActionOpen(
    [property: Stream] ClientId Client, SharedPlanId Plan, PlanEntryId Entry, UserId Owner, TeamId? Team, DateTimeOffset OpenSince);

/// <summary>An organisation has taken an action on: it is a commitment.</summary>
/// <param name="Partner">Which partner; null for the organisation itself.</param>
/// <param name="Responsible">Who here keeps it, or sees that the partner does.</param>
/// <param name="LastDayAt">The begin of the last day: at its end it is due.</param>
[Event("referrals.plan-action-taken@1", Feature = "referrals.shared-plans")]
public sealed record PlanActionTaken(
    [property: Stream] ClientId Client, SharedPlanId Plan, PlanEntryId Entry, OrganisationId? Partner, UserId Responsible, UserId Owner, TeamId? Team,
    DateTimeOffset LastDayAt, DateTimeOffset TakenAt);

/// <summary>Whoever had taken an action on has given it back: somebody else is to take it on.</summary>
[Event("referrals.plan-action-given-back@1", Feature = "referrals.shared-plans")]
public sealed record PlanActionGivenBack([property: Stream] ClientId Client, SharedPlanId Plan, PlanEntryId Entry, DateTimeOffset GivenBackAt);

/// <summary>A goal or an action is settled.</summary>
/// <param name="Done">Whether it was reached or done, or else dropped.</param>
/// <param name="Reason">Code of why it was dropped.</param>
[Event("referrals.plan-entry-settled@1", Feature = "referrals.shared-plans")]
public sealed record PlanEntrySettled(
    [property: Stream] ClientId Client, SharedPlanId Plan, PlanEntryId Entry, bool Done, string? Reason, DateTimeOffset SettledAt);

/// <summary>Care here has ended, and the plan that others share goes on until somebody says what becomes of it.</summary>
[Event("referrals.plan-client-left@1", Feature = "referrals.shared-plans")]
public sealed record PlanClientLeft(
    [property: Stream] ClientId Client, SharedPlanId Plan, UserId Owner, TeamId? Team, DischargeReason Reason, DateTimeOffset ToldAt);

/// <summary>Two records turned out to be one person, and each has an open plan.</summary>
/// <param name="Plan">The plan of the record that was merged.</param>
/// <param name="Other">The plan of the record that stays.</param>
[Event("referrals.plan-doubled@1", Feature = "referrals.shared-plans")]
public sealed record SharedPlanDoubled(
    [property: Stream] ClientId Client, SharedPlanId Plan, SharedPlanId Other, UserId Owner, TeamId? Team, DateTimeOffset FoundAt);
