using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;

namespace CarePlatform.Referrals;

/// <summary>What came of a corrective action.</summary>
internal enum ActionResult
{
    /// <summary>It is put right.</summary>
    Effective,

    /// <summary>It was done and did not put it right; what follows is another action.</summary>
    NotEffective,

    /// <summary>It turned out not to be needed.</summary>
    Withdrawn,
}

/// <summary>What a partner is to put right: what, by whom, until when; with the evidence, and what came of it.</summary>
internal sealed class CorrectiveAction
{
    public required CorrectiveActionId Id { get; init; }

    public required OrganisationId Partner { get; init; }

    /// <summary>The review that asked for it.</summary>
    public PartnerReviewId? Review { get; init; }

    public required string What { get; init; }

    /// <summary>Who at the partner sees to it.</summary>
    public required string Responsible { get; init; }

    public required DateOnly DueOn { get; init; }

    public required DateTimeOffset OpenedAt { get; init; }

    public UserId? OpenedBy { get; init; }

    public string? Evidence { get; private set; }

    public DateTimeOffset? EvidenceAt { get; private set; }

    public string? EvidenceByName { get; private set; }

    public ActionResult? Result { get; private set; }

    public string? ResultNote { get; private set; }

    public DateTimeOffset? ClosedAt { get; private set; }

    public UserId? ClosedBy { get; private set; }

    public int Version { get; private set; } = 1;

    /// <summary>Whether it should have been put right before this day: there is no evidence yet.</summary>
    public bool IsOverdueOn(DateOnly day) => ClosedAt is null && EvidenceAt is null && DueOn < day;

    public void Show(string evidence, string by, DateTimeOffset now) => (Evidence, EvidenceByName, EvidenceAt) = (evidence.Trim(), by, now);

    public void Close(ActionResult result, string? note, UserId? by, DateTimeOffset now) => (Result, ResultNote, ClosedBy, ClosedAt) = (result, note, by, now);
}

/// <summary>The action is closed.</summary>
/// <param name="Result">With this result.</param>
[ForPartners]
internal sealed record ActionClosed(ActionResult Result) : Refusal(
    "referrals.action_closed", $"This corrective action was closed as {Result.ToText()} and stays as it is. Open another when something is still to be put right.", "input.action");
