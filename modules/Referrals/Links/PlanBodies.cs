using CarePlatform.Platform;

namespace CarePlatform.Referrals;

/// <summary>The shared part of a plan as it travels to one that takes part: what a consent of the person reaches it for, and nothing else.</summary>
/// <param name="Role">What the receiver's part is.</param>
/// <param name="Referral">By what both sides call the latest referral of the person to the receiver; null where there was none.</param>
/// <param name="Name">The person's name.</param>
/// <param name="Language">The language in which the person wants to be spoken to.</param>
/// <param name="Notice">The notice that accompanies what comes from a program under 42 CFR Part 2.</param>
/// <param name="Invited">Whether the receiver has not answered the invitation; it is shown whose plan it is then, and what its part would be.</param>
internal sealed record TravellingPlan(
    string Role, DateOnly ReviewOn, string? Referral, string? Name, DateOnly? BirthDate, string? Language, IReadOnlyList<TravellingFellow> Members,
    IReadOnlyList<TravellingEntry> Entries, IReadOnlyList<TravellingNote> Notes, string? Notice, bool Invited = false);

/// <summary>A partner that takes part.</summary>
/// <param name="Id">By which entries and notes name it.</param>
internal sealed record TravellingFellow(Guid Id, string Name, string Need, string? Role, DataClass Class, bool Part2);

/// <summary>A goal or an action.</summary>
/// <param name="Words">Null where the receiver may have no more than that it is there.</param>
internal sealed record TravellingEntry(
    Guid Id, PlanEntryKind Kind, Guid? Goal, string Need, string? Words, Guid? WrittenBy, DateTimeOffset WrittenAt, PlanEntryState State, DateOnly? DueOn,
    Guid? TakenBy, bool TakenByConvenor, DateOnly? SettledOn, PlanDropReason? Reason, DataClass Class, bool Part2);

/// <summary>A note that was shared.</summary>
/// <param name="Member">The partner that wrote it; null for the organisation that convenes.</param>
internal sealed record TravellingNote(Guid Id, Guid? Entry, Guid? Member, string Text, string ByName, DateTimeOffset At, DataClass Class, bool Part2);

/// <summary>What one that takes part did or wrote, as it travels to the convenor.</summary>
/// <param name="Key">By what both sides call it.</param>
internal sealed record TravellingContribution(Guid Key, PlanContributionKind Kind, ContributionSaid Said, string ByName);

/// <summary>Whether a contribution took effect.</summary>
/// <param name="Key">By what both sides call it.</param>
/// <param name="Code">Why not; null where it did.</param>
internal sealed record TravellingContributionAnswer(Guid Key, string? Code, string? Message);

/// <summary>The receiver is shown nothing of the plan any more; why is not said.</summary>
internal sealed record TravellingPlanEnd;
