using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;

namespace CarePlatform.Referrals;

/// <summary>Why a shared plan ended.</summary>
internal enum PlanEnd
{
    /// <summary>What was wanted is reached.</summary>
    GoalsReached,

    /// <summary>The client wanted it.</summary>
    ClientAsked,

    /// <summary>The client has died.</summary>
    ClientDied,

    /// <summary>The client's care here has ended.</summary>
    ClientLeft,

    /// <summary>The client has another one: records were merged.</summary>
    Doubled,

    /// <summary>Anything else.</summary>
    Other,
}

/// <summary>
/// What several organisations do for one person, as far as they share it. Somebody here, where the plan is convened, is responsible for it from the
/// first second on. There is at most one open plan of a person.
/// </summary>
internal sealed class SharedPlan
{
    public required SharedPlanId Id { get; init; }

    public required ClientId Client { get; init; }

    /// <summary>The client for whom it began; another than now after records were merged.</summary>
    public required ClientId FirstClient { get; init; }

    public required UserId Owner { get; set; }

    public TeamId? Team { get; set; }

    public required DateTimeOffset OpenedAt { get; init; }

    public required DateOnly ReviewOn { get; set; }

    public DateTimeOffset? ReviewedAt { get; set; }

    public DateTimeOffset? EndedAt { get; private set; }

    public PlanEnd? EndReason { get; private set; }

    public int Version { get; private set; } = 1;

    public void End(PlanEnd why, DateTimeOffset now) => (EndReason, EndedAt) = (why, now);

    /// <summary>Why nothing can be changed: it has ended, or the caller has read another version; null when it can.</summary>
    public Refusal? Prevents(int? expectedVersion = null) =>
        EndReason is { } why ? new PlanHasEnded(why)
        : expectedVersion is { } expected && expected != Version ? new VersionConflict(expected, Version)
        : null;
}

/// <summary>What somebody did to a plan.</summary>
internal enum PlanStepKind
{
    /// <summary>Opened it.</summary>
    Opened,

    /// <summary>Looked at it again.</summary>
    Reviewed,

    /// <summary>Ended it.</summary>
    Ended,

    /// <summary>Whoever was responsible has left: somebody else is from then on.</summary>
    PassedOn,

    /// <summary>Invited a partner.</summary>
    Invited,

    /// <summary>The partner takes part.</summary>
    Accepted,

    /// <summary>The partner does not.</summary>
    Declined,

    /// <summary>The partner left.</summary>
    Left,

    /// <summary>The partner was taken out.</summary>
    Removed,

    /// <summary>No consent reaches the partner any more.</summary>
    ConsentLost,

    /// <summary>One does again.</summary>
    ConsentFound,

    /// <summary>Wrote a goal or an action.</summary>
    Written,

    /// <summary>Took an action on.</summary>
    Taken,

    /// <summary>Gave an action back.</summary>
    GivenBack,

    /// <summary>Reached or did it.</summary>
    Done,

    /// <summary>Dropped it.</summary>
    Dropped,

    /// <summary>Let the others read a note.</summary>
    NoteShared,

    /// <summary>Took a note back that was shared.</summary>
    NoteTakenBack,
}

/// <summary>A line of the history of a plan, only ever added. It has codes and nobody's words.</summary>
internal sealed class PlanStep
{
    public required Guid Id { get; init; }

    public required SharedPlanId Plan { get; init; }

    public required PlanStepKind Kind { get; init; }

    public PlanMemberId? Member { get; init; }

    public PlanEntryId? Entry { get; init; }

    public string? Reason { get; init; }

    public UserId? ByUser { get; init; }

    public required string ByName { get; init; }

    /// <summary>The partner for which it was done; null for people here and for the platform.</summary>
    public OrganisationId? Organisation { get; init; }

    public required DateTimeOffset At { get; init; }
}

/// <summary>The plan has ended.</summary>
/// <param name="Reason">Why.</param>
[ForPartners]
internal sealed record PlanHasEnded(PlanEnd Reason) : Refusal(
    "referrals.plan_has_ended", $"This shared plan has ended ({Reason.ToText()}) and stays as it is. Open another when there is something to share.", "input.plan");

/// <summary>Whoever asks takes no part in the plan, or there is none.</summary>
[ForPartners]
internal sealed record NotYourPlan() : Refusal(
    "referrals.not_your_plan", "Your organisation takes no part in a shared plan with this id. See plansSharedWithUs; an invitation is answered first.", "input.plan");
