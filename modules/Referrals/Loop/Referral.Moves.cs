using CarePlatform.Platform;

namespace CarePlatform.Referrals;

/// <summary>The loop itself: pure, no database and no clock. What happened is written down as facts; that it closes follows from them.</summary>
internal sealed partial class Referral
{
    /// <summary>Makes a move that <see cref="Prevents"/> does not object to.</summary>
    /// <returns>What is added to the history: the move, and the closing of the loop where it brought that about.</returns>
    public IReadOnlyList<ReferralStep> Make(LoopChange change, MovedBy by, DateTimeOffset now)
    {
        var to = LoopRules.After(Status, change.Move, EndedFrom)
            ?? throw new InvalidOperationException($"A referral that is {Status} cannot be moved by {change.Move}.");
        var at = change.HappenedAt ?? now;
        Take(change, by, at, now);
        if (LoopRules.IsEnd(to))
        {
            // What had ended and should never have been ended then, and is no more for the reason that was given.
            (EndedFrom, EndedAt) = LoopRules.IsEnd(Status) ? (EndedFrom, EndedAt) : (Status, now);
            (EndReason, OfferedTo) = (change.Reason, null);
        }

        Status = to;
        var step = Step(change.Move, by, now, at, change.Reason, change.Note);
        return Closing(now) is { } closing ? [step, closing] : [step];
    }

    /// <summary>Everything that the partner wrote has been read here, which may close the loop.</summary>
    public IReadOnlyList<ReferralStep> ReadHere(DateTimeOffset now)
    {
        UnreadHere = 0;
        return Closing(now) is { } closing ? [closing] : [];
    }

    /// <summary>The partner has read everything from here, or all but so many messages.</summary>
    public void ReadThere(int unread = 0) => UnreadThere = unread;

    /// <summary>Two records turned out to be one person, or not.</summary>
    public void BelongTo(Intake.Contracts.ClientId client) => Client = client;

    private void Take(LoopChange change, MovedBy by, DateTimeOffset at, DateTimeOffset now)
    {
        switch (change.Move)
        {
            case ReferralMove.Send:
                (SentAt, SentBy) = (now, by.User);
                break;
            case ReferralMove.Receive:
                ReceivedAt ??= at;
                break;
            case ReferralMove.Accept:
                Accept(at);
                break;
            case ReferralMove.Decline:
                ReceivedAt ??= at;
                AnsweredAt ??= at;
                (DeclinedAt, DeclineReason, StartsAt) = (at, change.Reason, null);
                break;
            case ReferralMove.Schedule:
                Accept(at);
                ScheduledAt ??= at;
                StartsAt = change.StartsAt;
                break;
            case ReferralMove.CancelAppointment or ReferralMove.Hold:
                StartsAt = null;
                break;
            case ReferralMove.Attend:
                AttendedAt ??= at;
                break;
            case ReferralMove.Miss:
                (Missed, StartsAt) = (Missed + 1, null);
                break;
            case ReferralMove.Complete:
                CompletedAt = at;
                break;
            case ReferralMove.ReportOutcome:
                // What was read before is not what is told now.
                (OutcomeAt, Met, Outcome, ReviewedAt, ReviewedBy) = (at, change.Met, change.Note, null, null);
                break;
            case ReferralMove.Review:
                (ReviewedAt, ReviewedBy) = (now, by.User);
                break;
            case ReferralMove.Reroute:
                Next = change.Next;
                break;
            case ReferralMove.Reopen:
                (EndedAt, EndReason, EndedFrom, ReviewedAt, ReviewedBy) = (null, null, null, null, null);
                Owner = change.To ?? Owner;
                break;
            case ReferralMove.OfferTransfer:
                OfferedTo = change.To;
                break;
            case ReferralMove.TakeTransfer:
                (Owner, OfferedTo) = (OfferedTo ?? Owner, null);
                break;
            case ReferralMove.RefuseTransfer:
                OfferedTo = null;
                break;
            case ReferralMove.PassOn:
                // Whoever was asked and takes it over has taken it.
                (Owner, OfferedTo) = (change.To!.Value, OfferedTo == change.To ? null : OfferedTo);
                break;
        }
    }

    private void Accept(DateTimeOffset at)
    {
        ReceivedAt ??= at;
        AnsweredAt ??= at;
        AcceptedAt ??= at;
    }

    private ReferralStep? Closing(DateTimeOffset now)
    {
        if (Status is not ReferralStatus.OutcomeReported || !Elements.All)
        {
            return null;
        }

        (EndedFrom, EndedAt, Status, OfferedTo) = (Status, now, ReferralStatus.Closed, null);
        return Step(ReferralMove.Close, new MovedBy(null, Actor.System.Name, null), now, now, null, null);
    }

    private ReferralStep Step(ReferralMove move, MovedBy by, DateTimeOffset now, DateTimeOffset at, string? reason, string? note) => new()
    {
        Referral = Id,
        Number = ++Steps,
        Move = move,
        Status = Status,
        At = now,
        HappenedAt = at,
        By = by.User,
        ByName = by.Name,
        Organisation = by.Organisation,
        ForPartner = LoopRules.PartyOf(move) is Party.Partner && by.Organisation is null,
        Reason = reason,
        Note = note,
        Owner = Owner,
    };
}
