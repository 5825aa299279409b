using System.Collections.Frozen;
using static CarePlatform.Referrals.ReferralMove;
using static CarePlatform.Referrals.ReferralStatus;

namespace CarePlatform.Referrals;

/// <summary>
/// What may be done to a referral where it stands, and by whom: the one table of the loop (fact sheet on quality and standards, 5.1 to
/// 5.3). Nothing leads to <see cref="Closed"/> here: that is computed from what has happened.
/// </summary>
internal static class LoopRules
{
    private static readonly ReferralStatus[] WithPartner = [Accepted, OnHold, Scheduled, NotAttended, Attended];

    private static readonly ReferralStatus[] Living = [Sent, Received, .. WithPartner, Declined, Completed, OutcomeReported];

    private static readonly FrozenDictionary<(ReferralStatus From, ReferralMove Move), ReferralStatus> Table = new[]
    {
        Edges(Send, [Draft], Sent),
        Edges(Receive, [Sent], Received),
        Edges(Accept, [Sent, Received], Accepted),
        Edges(Decline, [Sent, Received, .. WithPartner], Declined),
        Edges(Hold, [Accepted, Scheduled, NotAttended, Attended], OnHold),
        Edges(Resume, [OnHold], Accepted),
        // A partner that agrees a time at once has accepted by that.
        Edges(Schedule, [Sent, Received, .. WithPartner], Scheduled),
        Edges(CancelAppointment, [Scheduled], Accepted),
        Edges(Attend, [Accepted, Scheduled, NotAttended, Attended], Attended),
        Edges(Miss, [Scheduled], NotAttended),
        Edges(Complete, WithPartner, Completed),
        Edges(ReportOutcome, [Completed, OutcomeReported], OutcomeReported),
        Edges(Review, [OutcomeReported], OutcomeReported),
        Edges(Reroute, [Sent, Received, .. WithPartner, Declined], Rerouted),
        Edges(End, Living, NotClosed),
        Edges(ReferralMove.Void, [Draft, .. Living, Rerouted, Closed, NotClosed], ReferralStatus.Void),
    }.SelectMany(e => e).ToFrozenDictionary();

    private static readonly FrozenDictionary<ReferralMove, Party> Parties = Enum.GetValues<ReferralMove>().ToFrozenDictionary(m => m, m => m switch
    {
        Receive or Accept or Decline or Hold or Resume or Schedule or Attend or Miss or Complete or ReportOutcome => Party.Partner,
        CancelAppointment => Party.Either,
        Close or PassOn => Party.Nobody,
        _ => Party.Requester,
    });

    /// <summary>Where the move leads; null where it cannot be made.</summary>
    /// <param name="endedFrom">Where an ended referral stood before its end.</param>
    public static ReferralStatus? After(ReferralStatus from, ReferralMove move, ReferralStatus? endedFrom) => move switch
    {
        Reopen => from is Closed or NotClosed ? endedFrom : null,
        ReferralMove.OfferTransfer or TakeTransfer or RefuseTransfer or PassOn => from is Draft || Living.Contains(from) ? from : null,
        _ => Table.TryGetValue((from, move), out var to) ? to : null,
    };

    /// <summary>Whose move it is.</summary>
    public static Party PartyOf(ReferralMove move) => Parties[move];

    /// <summary>Whether the partner makes this move.</summary>
    public static bool IsPartners(ReferralMove move) => PartyOf(move) is Party.Partner or Party.Either;

    /// <summary>What leads on from here, for messages; handing the responsibility over leads nowhere else.</summary>
    public static IEnumerable<ReferralMove> MovesFrom(ReferralStatus from, ReferralStatus? endedFrom) =>
        Enum.GetValues<ReferralMove>().Where(m => m < ReferralMove.Close && After(from, m, endedFrom) is not null);

    /// <summary>Whether nothing more is expected of anybody.</summary>
    public static bool IsEnd(ReferralStatus status) => status is Rerouted or Closed or NotClosed or ReferralStatus.Void;

    private static IEnumerable<KeyValuePair<(ReferralStatus, ReferralMove), ReferralStatus>> Edges(
        ReferralMove move, ReferralStatus[] from, ReferralStatus to) =>
        from.Select(f => KeyValuePair.Create((f, move), to));
}

/// <summary>The move cannot be made where the referral stands.</summary>
/// <param name="Status">Where it stands.</param>
/// <param name="Possible">What can be done instead.</param>
[Platform.ForPartners]
internal sealed record WrongState(ReferralStatus Status, IReadOnlyList<ReferralMove> Possible) : Platform.Refusal(
    "referrals.wrong_state",
    $"This cannot be done to a referral that is {Status.ToText()}. "
    + (Possible.Count == 0 ? "Nothing more is done to it." : $"What can be done now: {string.Join(", ", Possible.Select(p => p.ToText()))}."),
    "input.referral")
{
    /// <summary>The same for a partner: with what it can do itself.</summary>
    public WrongState ForPartner() => new(Status, [.. Possible.Where(m => LoopRules.PartyOf(m) is Party.Partner or Party.Either)]);
}
