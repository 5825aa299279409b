using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Referrals.Contracts;

/// <summary>Where a person stays or is seen.</summary>
public enum CareSetting
{
    /// <summary>The notice does not say.</summary>
    Unknown,

    /// <summary>A bed in a hospital.</summary>
    Inpatient,

    /// <summary>An emergency department.</summary>
    Emergency,

    /// <summary>Under observation in a hospital, without being admitted.</summary>
    Observation,

    /// <summary>A psychiatric hospital or ward.</summary>
    Psychiatric,

    /// <summary>A residential program.</summary>
    Residential,

    /// <summary>A crisis unit.</summary>
    Crisis,

    /// <summary>Withdrawal management.</summary>
    Withdrawal,

    /// <summary>A nursing or rehabilitation facility.</summary>
    SkilledNursing,

    /// <summary>A visit without a bed.</summary>
    Outpatient,
}

/// <summary>What a stay is about, as far as it decides who follows it up.</summary>
public enum TransitionConcern
{
    /// <summary>Nothing was said, or it may not be said here.</summary>
    Unknown,

    /// <summary>Something else than mental health and substance use.</summary>
    Other,

    /// <summary>Mental health, or harm done to oneself.</summary>
    MentalHealth,

    /// <summary>Substance use, or an overdose.</summary>
    SubstanceUse,
}

/// <summary>Where a person went from a stay.</summary>
public enum WentTo
{
    /// <summary>Nothing was said, or a code that the settings do not know.</summary>
    Unknown,

    /// <summary>Home, with or without care there.</summary>
    Home,

    /// <summary>To another facility.</summary>
    Facility,

    /// <summary>Away, against medical advice.</summary>
    AgainstAdvice,

    /// <summary>Into custody.</summary>
    Custody,

    /// <summary>Into hospice care.</summary>
    Hospice,

    /// <summary>The person died.</summary>
    Died,
}

/// <summary>Why a stay that was told of does not count any more.</summary>
public enum StayCancelReason
{
    /// <summary>Its sender took it back.</summary>
    TakenBack,

    /// <summary>It turned out to be another person's.</summary>
    AnotherPerson,
}

/// <summary>How the question whose an uncertain stay is was answered.</summary>
public enum StaySettled
{
    /// <summary>A client's.</summary>
    Client,

    /// <summary>Of no client here.</summary>
    NoClient,
}

/// <summary>A client is in a hospital, an emergency department or the like; also when it is told again after the end was taken back.</summary>
/// <param name="Concern">What it is about; unknown where the sender is a program under 42 CFR Part 2.</param>
/// <param name="BeganAt">When it began, as far as it was told.</param>
/// <param name="NoticedAt">When it came to be known here; clocks run from then.</param>
/// <param name="DaysAgo">Whole days from the beginning to its being known; 0 where no beginning was told.</param>
[Event("referrals.stay-began@1")]
public sealed record StayBegan(
    [property: Stream] ClientId Client, StayId Stay, OrganisationId Partner, CareSetting Setting, TransitionConcern Concern, DateTimeOffset? BeganAt,
    DateTimeOffset NoticedAt, int DaysAgo);

/// <summary>A client went from one setting to another within a stay, as from the emergency department into a bed.</summary>
[Event("referrals.stay-moved@1")]
public sealed record StayMoved(
    [property: Stream] ClientId Client, StayId Stay, OrganisationId Partner, CareSetting From, CareSetting To, DateTimeOffset NoticedAt);

/// <summary>A client left.</summary>
/// <param name="Concern">What it was about; unknown where the sender is a program under 42 CFR Part 2.</param>
/// <param name="WentTo">Where the client went.</param>
/// <param name="EndedAt">When the client left; days of follow-up count from here.</param>
/// <param name="NoticedAt">When it came to be known here; the first attempt to reach the client counts from here.</param>
/// <param name="DaysAgo">Whole days from the end to its being known.</param>
[Event("referrals.stay-ended@1")]
public sealed record StayEnded(
    [property: Stream] ClientId Client, StayId Stay, OrganisationId Partner, CareSetting Setting, TransitionConcern Concern, WentTo WentTo,
    DateTimeOffset EndedAt, DateTimeOffset NoticedAt, int DaysAgo);

/// <summary>A stay ended at another time, or otherwise, than was told before.</summary>
[Event("referrals.stay-corrected@1")]
public sealed record StayCorrected(
    [property: Stream] ClientId Client, StayId Stay, OrganisationId Partner, CareSetting Setting, TransitionConcern Concern, WentTo WentTo,
    DateTimeOffset EndedAt, DateTimeOffset NoticedAt, int DaysAgo);

/// <summary>A stay that had ended goes on: the discharge was taken back, or the client is there again.</summary>
[Event("referrals.stay-reopened@1")]
public sealed record StayReopened(
    [property: Stream] ClientId Client, StayId Stay, OrganisationId Partner, CareSetting Setting, DateTimeOffset NoticedAt);

/// <summary>A stay that was told of a client does not count any more.</summary>
[Event("referrals.stay-cancelled@1")]
public sealed record StayCancelled(
    [property: Stream] ClientId Client, StayId Stay, OrganisationId Partner, StayCancelReason Reason, DateTimeOffset At);

/// <summary>Nobody knows for sure whose a stay is; a person decides.</summary>
/// <param name="Candidates">How many clients it may be.</param>
[Event("referrals.stay-uncertain@1")]
public sealed record StayUncertain([property: Stream] StayId Stay, OrganisationId Partner, int Candidates, DateTimeOffset ReceivedAt);

/// <summary>It is known whose an uncertain stay is, or that it is no client's.</summary>
[Event("referrals.stay-settled@1")]
public sealed record StaySettledBy([property: Stream] StayId Stay, OrganisationId Partner, StaySettled Settled, DateTimeOffset At);

/// <summary>A partner that sends notices has not sent any for longer than usual.</summary>
/// <param name="Owner">Who is responsible for the partner's notices here.</param>
[Event("referrals.feed-silent@1")]
public sealed record FeedSilent(
    [property: Stream] TransitionFeedId Feed, OrganisationId Partner, UserId? Owner, TeamId? Team, DateTimeOffset LastHeardAt, DateTimeOffset SilentSince);

/// <summary>A partner that was silent sends notices again.</summary>
[Event("referrals.feed-heard@1")]
public sealed record FeedHeard([property: Stream] TransitionFeedId Feed, OrganisationId Partner, DateTimeOffset HeardAt);
