using CarePlatform.Platform;

namespace CarePlatform.Referrals;

/// <summary>Where it stands, by the same table as the referrals that are sent from here: pure, no database and no clock.</summary>
internal sealed partial class InboundReferral
{
    /// <summary>Whether the move can be made.</summary>
    public bool Allows(ReferralMove move) => LoopRules.After(Status, move, Resumes) is not null;

    // What is done stays done when the sender wants it again; everything else is asked of the front door anew.
    private ReferralStatus? Resumes => Status is not ReferralStatus.NotClosed ? null
        : EndedFrom is ReferralStatus.Declined or ReferralStatus.Completed or ReferralStatus.OutcomeReported ? EndedFrom
        : ReferralStatus.Sent;

    /// <summary>Why the move cannot be made; null when it can.</summary>
    public Refusal? Prevents(ReferralMove move, int? expectedVersion) =>
        expectedVersion is { } expected && expected != Version ? new VersionConflict(expected, Version)
        : Allows(move) ? null
        : new InboundWrongState(Status);

    /// <summary>Makes a move that is allowed.</summary>
    /// <returns>What is added to the history.</returns>
    public InboundStep Make(LoopChange change, MovedBy by, DateTimeOffset now)
    {
        var to = LoopRules.After(Status, change.Move, Resumes)
            ?? throw new InvalidOperationException($"A referral that is {Status} cannot be moved by {change.Move}.");
        var at = change.HappenedAt ?? now;
        Take(change, at);
        Status = to;
        return new InboundStep
        {
            Referral = Id,
            Number = ++Steps,
            Move = change.Move,
            Status = to,
            At = now,
            HappenedAt = at,
            By = by.User,
            ByName = by.Name,
            Reason = change.Reason,
            StartsAt = change.StartsAt,
        };
    }

    /// <summary>What of the outcome the sender may see.</summary>
    public void Release(IEnumerable<string> shared) => Shared = [.. shared];

    private void Take(LoopChange change, DateTimeOffset at)
    {
        switch (change.Move)
        {
            case ReferralMove.Receive:
                AcknowledgedAt ??= at;
                break;
            case ReferralMove.Accept:
                Accept(at);
                break;
            case ReferralMove.Decline:
                AcknowledgedAt ??= at;
                (DeclinedAt, DeclineReason, StartsAt) = (at, change.Reason, null);
                break;
            case ReferralMove.Schedule:
                Accept(at);
                ScheduledAt ??= at;
                StartsAt = change.StartsAt;
                break;
            case ReferralMove.CancelAppointment or ReferralMove.Miss:
                StartsAt = null;
                break;
            case ReferralMove.Attend:
                SeenAt ??= at;
                break;
            case ReferralMove.Complete:
                CompletedAt = at;
                break;
            case ReferralMove.ReportOutcome:
                (OutcomeAt, Met, Outcome) = (at, change.Met, change.Note);
                break;
            case ReferralMove.End:
                (WithdrawnAt, EndedFrom) = (at, Status);
                break;
            case ReferralMove.Reopen:
                Reopen(at);
                break;
        }
    }

    private void Accept(DateTimeOffset at)
    {
        AcknowledgedAt ??= at;
        AcceptedAt ??= at;
    }

    private void Reopen(DateTimeOffset at)
    {
        if (Resumes is ReferralStatus.Sent)
        {
            (Inquiry, AcknowledgedAt, AcceptedAt, ScheduledAt, StartsAt, SeenAt) = (null, null, null, null, null, null);
        }

        (ReopenedAt, WithdrawnAt, EndedFrom) = (at, null, null);
    }
}

/// <summary>The move cannot be made where the referral stands.</summary>
/// <param name="Status">Where it stands.</param>
internal sealed record InboundWrongState(ReferralStatus Status) : Refusal(
    "referrals.inbound_wrong_state", $"This cannot be done to a referral to us that is {Status.ToText()}. Read it again.", "input.referral");

/// <summary>One step in the life of a referral of somebody else; only ever added.</summary>
internal sealed class InboundStep
{
    public required Contracts.InboundReferralId Referral { get; init; }

    /// <summary>Its place in the history, from 1.</summary>
    public required int Number { get; init; }

    public required ReferralMove Move { get; init; }

    /// <summary>Where the referral stood from then on.</summary>
    public required ReferralStatus Status { get; init; }

    /// <summary>When it was written down.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>When it happened.</summary>
    public required DateTimeOffset HappenedAt { get; init; }

    public UserId? By { get; init; }

    public string ByName { get; init; } = "";

    public string? Reason { get; init; }

    /// <summary>The time that was agreed by it.</summary>
    public DateTimeOffset? StartsAt { get; init; }
}
