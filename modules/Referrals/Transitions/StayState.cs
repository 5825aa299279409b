using CarePlatform.Referrals.Contracts;

namespace CarePlatform.Referrals;

/// <summary>Where a stay stands.</summary>
internal enum StayStatus
{
    /// <summary>The person is there.</summary>
    InProgress,

    /// <summary>The person has left.</summary>
    Ended,

    /// <summary>It was told by mistake.</summary>
    Cancelled,
}

/// <summary>
/// A stay as all notices of it together tell it. It is made from the set of them, in the order in which their sender said them, so that it is the same in
/// whatever order they came in, and a notice that comes twice changes nothing.
/// </summary>
internal sealed record StayState(
    StayStatus Status, CareSetting Setting = CareSetting.Unknown, string? Facility = null, DateTimeOffset? BeganAt = null, DateTimeOffset? EndedAt = null,
    string? Disposition = null, string? Attending = null, string? Reason = null, IReadOnlyList<NoticeDiagnosis>? Diagnoses = null)
{
    // At the same moment: what begins comes before what changes, that before what ends, and what takes back last.
    private static readonly NoticeEvent[] Rank =
    [
        NoticeEvent.Register, NoticeEvent.Admit, NoticeEvent.Transfer, NoticeEvent.Update, NoticeEvent.Discharge, NoticeEvent.CancelTransfer,
        NoticeEvent.CancelDischarge, NoticeEvent.CancelAdmit,
    ];

    /// <summary>The stay that these notices tell of.</summary>
    public static StayState Of(IEnumerable<TransitionNotice> notices)
    {
        var told = notices.Where(n => n.Content is not null)
            .OrderBy(n => n.SaidAt).ThenBy(n => n.OccurredAt).ThenBy(n => Array.IndexOf(Rank, n.Event)).ThenBy(n => n.MessageId, StringComparer.Ordinal)
            .Select(n => n.Content!).ToList();
        var (state, moves) = (new StayState(StayStatus.InProgress), new Stack<(CareSetting Setting, string? Facility)>());
        var moved = new HashSet<(NoticeEvent Event, DateTimeOffset At)>();
        foreach (var notice in told)
        {
            // One transfer that is told twice is one, and is taken back once.
            var first = notice.Event is not (NoticeEvent.Transfer or NoticeEvent.CancelTransfer) || moved.Add((notice.Event, notice.OccurredAt));
            state = first || notice.Event is NoticeEvent.Transfer ? state.After(notice, first ? moves : new()) : state;
        }

        return state;
    }

    private StayState After(NoticeContent notice, Stack<(CareSetting Setting, string? Facility)> moves)
    {
        if (notice.Event is NoticeEvent.CancelTransfer)
        {
            return moves.TryPop(out var before) ? this with { Setting = before.Setting, Facility = before.Facility } : this;
        }

        if (notice.Event is NoticeEvent.Transfer)
        {
            moves.Push((Setting, Facility));
        }

        var heard = Hearing(notice);
        return notice.Event switch
        {
            NoticeEvent.Admit or NoticeEvent.Register => heard.Begun(notice),
            NoticeEvent.Discharge => heard with { EndedAt = notice.DischargedAt ?? notice.OccurredAt, Status = StayStatus.Ended },
            NoticeEvent.CancelDischarge when Status is not StayStatus.Cancelled =>
                heard with { EndedAt = null, Disposition = null, Status = StayStatus.InProgress },
            NoticeEvent.CancelAdmit => heard with { Status = StayStatus.Cancelled },
            _ => heard.Status is not StayStatus.Cancelled && heard.EndedAt is not null ? heard with { Status = StayStatus.Ended } : heard,
        };
    }

    // Who comes again after leaving is there again; an admission that is only said late ends nothing that was said before.
    private StayState Begun(NoticeContent notice)
    {
        var at = notice.AdmittedAt ?? notice.OccurredAt;
        var again = EndedAt is { } ended && notice.DischargedAt is null && at > ended;
        return this with
        {
            BeganAt = notice.AdmittedAt ?? BeganAt ?? notice.OccurredAt,
            EndedAt = again ? null : EndedAt,
            Disposition = again ? null : Disposition,
            Status = again || EndedAt is null ? StayStatus.InProgress : StayStatus.Ended,
        };
    }

    private StayState Hearing(NoticeContent notice) => this with
    {
        Setting = notice.Setting is null or CareSetting.Unknown ? Setting : notice.Setting.Value,
        Facility = notice.Facility ?? Facility,
        BeganAt = notice.AdmittedAt ?? BeganAt,
        EndedAt = notice.Event is NoticeEvent.CancelAdmit or NoticeEvent.CancelDischarge ? EndedAt : notice.DischargedAt ?? EndedAt,
        Disposition = notice.Disposition ?? Disposition,
        Attending = notice.Attending ?? Attending,
        Reason = notice.Reason ?? Reason,
        Diagnoses = notice.Diagnoses is { Count: > 0 } ? notice.Diagnoses : Diagnoses,
    };
}
