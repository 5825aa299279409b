using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;

namespace CarePlatform.Referrals;

/// <summary>What an entry of a plan is.</summary>
internal enum PlanEntryKind
{
    /// <summary>What the person wants, in their words.</summary>
    Goal,

    /// <summary>What somebody is to do for it; a commitment once an organisation has taken it on.</summary>
    Action,
}

/// <summary>Where an entry stands.</summary>
internal enum PlanEntryState
{
    /// <summary>A goal that is not reached; an action that nobody has taken on.</summary>
    Open,

    /// <summary>An organisation has taken the action on.</summary>
    Taken,

    /// <summary>The goal is reached, the action done.</summary>
    Done,

    /// <summary>It is not wanted or not possible any more.</summary>
    Dropped,
}

/// <summary>Why an entry was dropped.</summary>
internal enum PlanDropReason
{
    /// <summary>It is not needed any more.</summary>
    NotNeeded,

    /// <summary>The client wants something else.</summary>
    ClientChangedMind,

    /// <summary>It cannot be done.</summary>
    NotPossible,

    /// <summary>The plan has ended.</summary>
    PlanEnded,

    /// <summary>Anything else.</summary>
    Other,
}

/// <summary>A goal or an action of a plan. Its words never change: what is wanted otherwise is dropped and written anew.</summary>
internal sealed class PlanEntry
{
    public required PlanEntryId Id { get; init; }

    public required SharedPlanId Plan { get; init; }

    public required PlanEntryKind Kind { get; init; }

    /// <summary>The goal that an action is for.</summary>
    public PlanEntryId? Goal { get; init; }

    /// <summary>Code of the need that it is about.</summary>
    public required string Need { get; init; }

    /// <summary>As the settings had it for the need when it was written.</summary>
    public required DataClass Class { get; init; }

    /// <summary>The program under 42 CFR Part 2 from which it comes.</summary>
    public string? Program { get; init; }

    public required string Words { get; init; }

    /// <summary>The partner that wrote it; null for the organisation that convenes.</summary>
    public PlanMemberId? WrittenBy { get; init; }

    public required string ByName { get; init; }

    public required DateTimeOffset WrittenAt { get; init; }

    public PlanEntryState State { get; private set; }

    /// <summary>The last day; agreed when an action is taken on, at the latest.</summary>
    public DateOnly? DueOn { get; set; }

    /// <summary>The partner that has taken it on; null for the organisation that convenes, where <see cref="TakenAt"/> is there.</summary>
    public PlanMemberId? TakenBy { get; private set; }

    /// <summary>Who here does it, where the organisation that convenes has taken it on.</summary>
    public UserId? Person { get; private set; }

    public DateTimeOffset? TakenAt { get; private set; }

    public DateOnly? SettledOn { get; private set; }

    public DateTimeOffset? SettledAt { get; private set; }

    public PlanDropReason? Reason { get; private set; }

    public int Version { get; private set; } = 1;

    public bool IsSettled => State is PlanEntryState.Done or PlanEntryState.Dropped;

    /// <summary>Whether its last day has passed and it is still to be done.</summary>
    public bool IsOverdueOn(DateOnly day) => State is PlanEntryState.Taken && DueOn < day;

    public void Take(PlanMemberId? by, UserId? person, DateOnly dueOn, DateTimeOffset now) =>
        (State, TakenBy, Person, DueOn, TakenAt) = (PlanEntryState.Taken, by, person, dueOn, now);

    public void Assign(UserId person) => Person = person;

    /// <summary>Nobody has it on any more.</summary>
    public void GiveBack() => (State, TakenBy, Person, TakenAt) = (PlanEntryState.Open, null, null, null);

    /// <param name="why">Why it is dropped; null where it is done.</param>
    public void Settle(PlanDropReason? why, DateOnly on, DateTimeOffset now) =>
        (State, Reason, SettledOn, SettledAt) = (why is null ? PlanEntryState.Done : PlanEntryState.Dropped, why, on, now);
}

/// <summary>An entry with whom it is about, as each organisation sees it that takes part.</summary>
internal sealed record SeenEntry(PlanEntry Entry, ClientId Client)
{
    /// <summary>Whoever is shown it takes part in the plan, or convenes it.</summary>
    public bool IsOwn { get; } = true;

    public bool Part2 => Entry.Program is not null;

    public string? Program => Entry.Program;

    public DataClass Class => Entry.Class;
}

/// <summary>An entry as it stands after somebody has done something to it: nothing of what it says.</summary>
internal sealed record PlanReceipt(PlanEntry Entry);

/// <summary>The entry stands where this cannot be done.</summary>
/// <param name="State">Where.</param>
[ForPartners]
internal sealed record PlanEntryStands(PlanEntryState State) : Refusal(
    "referrals.plan_entry_stands", $"This cannot be done to an entry of a shared plan that is {State.ToText()}.", "input.entry");

/// <summary>Another organisation has taken the action on, or it is for the convenor to say.</summary>
[ForPartners]
internal sealed record NotYourCommitment() : Refusal(
    "referrals.not_your_commitment",
    "Another organisation has taken this on or wrote it; only that one, or the organisation that convenes the plan, can settle it or give it back.", "input.entry");

/// <summary>The rules of privacy do not let the caller's organisation see the entry today.</summary>
/// <param name="Why">Why not.</param>
[ForPartners]
internal sealed record PlanEntryWithheld(string Why) : Refusal(
    "referrals.plan_entry_withheld", $"Your organisation cannot take on what it may not see. {Why}", "input.entry");
