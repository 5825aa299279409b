using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Referrals.Contracts;

/// <summary>How soon a referral must be answered.</summary>
public enum ReferralPriority
{
    /// <summary>In the usual time.</summary>
    Routine,

    /// <summary>Before routine ones: without quick help it gets worse.</summary>
    Urgent,
}

/// <summary>How a partner answered a referral.</summary>
public enum ReferralAnswer
{
    /// <summary>It takes the person.</summary>
    Accepted,

    /// <summary>It cannot or will not.</summary>
    Declined,
}

/// <summary>How a referral came to its end.</summary>
public enum ReferralEnd
{
    /// <summary>The loop is closed: tracked, answered both ways, completion confirmed, outcome seen.</summary>
    Closed,

    /// <summary>It ended without that, for a reason.</summary>
    NotClosed,

    /// <summary>Another referral took its place.</summary>
    Rerouted,

    /// <summary>It should never have been.</summary>
    Voided,
}

/// <summary>What partners learned of a client's need.</summary>
public enum NeedMet
{
    /// <summary>The need is met.</summary>
    Met,

    /// <summary>Some of it is.</summary>
    Partly,

    /// <summary>It is not.</summary>
    NotMet,
}

/// <summary>A referral went out to a partner; its silence clocks run from <paramref name="SentAt"/>.</summary>
/// <param name="Service">The service of the partner.</param>
/// <param name="Need">Code of the need.</param>
/// <param name="Owner">Who is responsible for it here.</param>
/// <param name="Team">The team of the owner.</param>
/// <param name="AgreementMissing">Whether partners of this kind need an agreement and there is none.</param>
/// <param name="ConsentOverridden">Whether it was sent without a consent that it takes, on somebody's responsibility.</param>
[Event("referrals.referral-sent@1")]
public sealed record ReferralSent(
    [property: Stream] ClientId Client, ReferralId Referral, ServiceId Service, OrganisationId Partner, string Need, ReferralPriority Priority,
    UserId Owner, TeamId? Team, bool AgreementMissing, bool ConsentOverridden, DateTimeOffset SentAt);

/// <summary>The partner has seen the referral and has not decided yet.</summary>
[Event("referrals.referral-received@1")]
public sealed record ReferralReceived(
    [property: Stream] ClientId Client, ReferralId Referral, ServiceId Service, OrganisationId Partner, DateTimeOffset ReceivedAt);

/// <summary>The partner has answered, for the first time or anew.</summary>
/// <param name="Reason">Code of why it declined.</param>
[Event("referrals.referral-answered@1")]
public sealed record ReferralAnswered(
    [property: Stream] ClientId Client, ReferralId Referral, ServiceId Service, OrganisationId Partner, ReferralPriority Priority, UserId Owner,
    TeamId? Team, ReferralAnswer Answer, string? Reason, DateTimeOffset AnsweredAt);

/// <summary>The partner takes the person.</summary>
[Event("referrals.referral-accepted@1")]
public sealed record ReferralAccepted(
    [property: Stream] ClientId Client, ReferralId Referral, ServiceId Service, OrganisationId Partner, ReferralPriority Priority, UserId Owner,
    TeamId? Team, DateTimeOffset AcceptedAt);

/// <summary>The partner cannot or will not take the person, or go on.</summary>
/// <param name="Reason">Code of why.</param>
/// <param name="AfterAccepting">Whether it had accepted before.</param>
[Event("referrals.referral-declined@1")]
public sealed record ReferralDeclined(
    [property: Stream] ClientId Client, ReferralId Referral, ServiceId Service, OrganisationId Partner, ReferralPriority Priority, UserId Owner,
    TeamId? Team, string Reason, bool AfterAccepting, DateTimeOffset DeclinedAt);

/// <summary>The partner agreed a time with the client, for the first time or anew.</summary>
[Event("referrals.referral-scheduled@1")]
public sealed record ReferralScheduled(
    [property: Stream] ClientId Client, ReferralId Referral, ServiceId Service, OrganisationId Partner, ReferralPriority Priority, UserId Owner,
    TeamId? Team, DateTimeOffset StartsAt, DateTimeOffset ScheduledAt);

/// <summary>The agreed time was cancelled; the referral lives on.</summary>
/// <param name="Reason">Code of why.</param>
[Event("referrals.referral-appointment-cancelled@1")]
public sealed record ReferralAppointmentCancelled(
    [property: Stream] ClientId Client, ReferralId Referral, ServiceId Service, OrganisationId Partner, string Reason, DateTimeOffset CancelledAt);

/// <summary>The client came to the partner.</summary>
[Event("referrals.referral-attended@1")]
public sealed record ReferralAttended(
    [property: Stream] ClientId Client, ReferralId Referral, ServiceId Service, OrganisationId Partner, DateTimeOffset AttendedAt);

/// <summary>The client did not come to the agreed time.</summary>
/// <param name="Times">How often by now.</param>
[Event("referrals.referral-missed@1")]
public sealed record ReferralMissed(
    [property: Stream] ClientId Client, ReferralId Referral, ServiceId Service, OrganisationId Partner, ReferralPriority Priority, UserId Owner,
    TeamId? Team, int Times, DateTimeOffset MissedAt);
