using CarePlatform.Platform;

namespace CarePlatform.Intake.Contracts;

/// <summary>By what somebody tried to reach a person.</summary>
public enum ContactChannel
{
    /// <summary>A telephone call.</summary>
    Phone,

    /// <summary>A text message.</summary>
    Text,

    /// <summary>A mail.</summary>
    Email,

    /// <summary>A letter.</summary>
    Letter,

    /// <summary>A visit where the person lives or stays.</summary>
    Visit,
}

/// <summary>What came of a try to reach a person.</summary>
public enum ContactResult
{
    /// <summary>The person was spoken to, or answered.</summary>
    Reached,

    /// <summary>A message was left, or sent.</summary>
    MessageLeft,

    /// <summary>Nobody answered.</summary>
    NoAnswer,

    /// <summary>The number or address is somebody else's, or does not work.</summary>
    Wrong,
}

/// <summary>What was done at once about an emergency.</summary>
public enum EmergencyResponse
{
    /// <summary>Somebody of ours met the person face to face.</summary>
    SeenInPerson,

    /// <summary>The mobile crisis team was sent.</summary>
    CrisisTeamSent,

    /// <summary>The person was passed on to a crisis line such as 988, with somebody on the line until it answered.</summary>
    CrisisLine,

    /// <summary>911 was called, because nothing less was safe.</summary>
    EmergencyServices,

    /// <summary>A plan for safety was made with the person, and somebody stays with them.</summary>
    SafetyPlan,

    /// <summary>Anything else; the note says what.</summary>
    Other,
}

/// <summary>How a person was evaluated.</summary>
public enum EvaluationMode
{
    /// <summary>Face to face.</summary>
    InPerson,

    /// <summary>By video.</summary>
    Video,

    /// <summary>By telephone.</summary>
    Phone,
}

/// <summary>Somebody asked for help on the public page, and waits for an answer.</summary>
[Event("intake.asked-in-public@1", Feature = "intake.public-door")]
public sealed record AskedInPublic([property: Stream] ClientId Client, InquiryId Inquiry, PublicRequestId Request, DateTimeOffset AskedAt);

/// <summary>Whoever asked on the public page may see the appointment there.</summary>
[Event("intake.outcome-shared@1")]
public sealed record OutcomeShared([property: Stream] ClientId Client, InquiryId Inquiry);

/// <summary>Somebody tried to reach a person who asked for help.</summary>
/// <param name="By">Who tried; null when the system did.</param>
[Event("intake.contact-attempted@1")]
public sealed record ContactAttempted(
    [property: Stream] ClientId Client, InquiryId Inquiry, ContactChannel Channel, ContactResult Result, UserId? By, DateTimeOffset AttemptedAt);

/// <summary>Outreach is to find a person whom the front door could not reach, and knows what was tried.</summary>
/// <param name="Team">The outreach team, whose queue holds the inquiry now.</param>
/// <param name="Owner">Who of the team has taken it in the conversation; null while the queue holds it.</param>
[Event("intake.outreach-handed@1")]
public sealed record OutreachHanded(
    [property: Stream] ClientId Client, InquiryId Inquiry, TeamId Team, UserId? Owner, SiteId? Site, DateTimeOffset HandedAt);

/// <summary>Something was done at once about an emergency.</summary>
/// <param name="FollowUpBy">By when somebody looks after the person again.</param>
[Event("intake.immediate-action-taken@1")]
public sealed record ImmediateActionTaken(
    [property: Stream] ClientId Client, InquiryId Inquiry, EmergencyResponse Action, UserId? By, DateTimeOffset TakenAt, DateTimeOffset FollowUpBy);

/// <summary>Whether the next encounter of a person in person is known.</summary>
public enum NextEncounter
{
    /// <summary>Nothing is agreed.</summary>
    None,

    /// <summary>It is agreed, or the person is there.</summary>
    Agreed,
}

/// <summary>A person who asked for help was evaluated for the first time.</summary>
/// <param name="ReviewWanted">Whether it must be reviewed in person: it was not done in person, and the case was emergent or urgent.</param>
/// <param name="NextEncounter">Whether the next encounter in person is known already.</param>
/// <param name="ReviewFrom">From when the time for the review counts: the begin of the next encounter, else the evaluation.</param>
[Event("intake.initial-evaluation-done@1")]
public sealed record InitialEvaluationDone(
    [property: Stream] ClientId Client, InquiryId Inquiry, InitialEvaluationId Evaluation, EvaluationMode Mode, Acuity? Acuity, bool ReviewWanted,
    UserId? By, SiteId? Site, DateTimeOffset EvaluatedAt, NextEncounter NextEncounter = NextEncounter.None, DateTimeOffset? ReviewFrom = null);

/// <summary>
/// What was evaluated by telephone or video in an emergent or urgent case is to be reviewed in person: by an evaluation, by a visit, or by
/// a triage that came after them. It is told once for an inquiry.
/// </summary>
/// <param name="By">Who evaluated; null when that is not known.</param>
/// <param name="Team">The team with which the inquiry lies.</param>
/// <param name="NextEncounter">Whether the next encounter in person is known already.</param>
/// <param name="ReviewFrom">From when the time for the review counts: the begin of the next encounter, else of the need for it.</param>
[Event("intake.in-person-review-wanted@1")]
public sealed record InPersonReviewWanted(
    [property: Stream] ClientId Client, InquiryId Inquiry, InitialEvaluationId Evaluation, EvaluationMode Mode, UserId? By, TeamId Team, SiteId? Site,
    NextEncounter NextEncounter, DateTimeOffset ReviewFrom);

/// <summary>
/// The next encounter in person of somebody whose evaluation waits to be reviewed there: agreed, moved, kept, or not to be expected
/// any more.
/// </summary>
/// <param name="NextEncounter">Whether it is known.</param>
/// <param name="ReviewFrom">From when the time for the review counts: the begin of the encounter, else the evaluation.</param>
[Event("intake.next-encounter-known@1")]
public sealed record NextEncounterKnown(
    [property: Stream] ClientId Client, InquiryId Inquiry, InitialEvaluationId Evaluation, NextEncounter NextEncounter, DateTimeOffset ReviewFrom);

/// <summary>An evaluation by telephone or video was reviewed with the person in the room.</summary>
[Event("intake.initial-evaluation-reviewed@1")]
public sealed record InitialEvaluationReviewed(
    [property: Stream] ClientId Client, InquiryId Inquiry, InitialEvaluationId Evaluation, UserId? By, DateTimeOffset ReviewedAt);
