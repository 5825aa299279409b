using System.Linq.Expressions;
using CarePlatform.Platform;
using CarePlatform.Referrals.Contracts;

namespace CarePlatform.Referrals;

/// <summary>A notice as its sender may see it: that it was received, and nothing of whose it is here.</summary>
internal sealed class TakenNotice
{
    public TransitionNoticeId Notice { get; init; }

    public string MessageId { get; init; } = "";

    public NoticeEvent Event { get; init; }

    public DateTimeOffset ReceivedAt { get; init; }

    /// <summary>Whether the same message had been taken before.</summary>
    public bool Repeated { get; init; }

    public string[] Missing { get; init; } = [];

    public static Expression<Func<TransitionNotice, TakenNotice>> Shown { get; } = n => new TakenNotice
    {
        Notice = n.Id,
        MessageId = n.MessageId,
        Event = n.Event,
        ReceivedAt = n.ReceivedAt,
        Missing = n.Missing,
    };

    public static TakenNotice Of(DeskResult result) => new()
    {
        Notice = result.Taken!.Id,
        MessageId = result.Taken.MessageId,
        Event = result.Taken.Event,
        ReceivedAt = result.Taken.ReceivedAt,
        Repeated = result.Repeated,
        Missing = result.Taken.Missing,
    };
}

/// <summary>What became of one notice of many.</summary>
internal sealed record NoticeResult(int At, string? MessageId, TakenNotice? Taken, string? Code, string? Problem, string? Path)
{
    public static NoticeResult Of(DeskResult result) => new(
        result.At, result.MessageId, result.Taken is null ? null : TakenNotice.Of(result), result.Refusal?.Code, result.Refusal?.Message, result.Refusal?.Path);
}

/// <summary>What became of notices that were sent together.</summary>
internal sealed record TakenNotices(IReadOnlyList<NoticeResult> Results);

/// <summary>What became of notices that were sent together.</summary>
[View<TakenNotices>]
internal static class TakenNoticesView
{
    /// <summary>Of each what became of it, in the order in which they were sent.</summary>
    public static IReadOnlyList<NoticeResult> Results(TakenNotices taken) => taken.Results;
}

/// <summary>What became of one notice of many.</summary>
[View<NoticeResult>]
internal static class NoticeResultView
{
    /// <summary>Its place among those that were sent, from 0.</summary>
    public static int At(NoticeResult result) => result.At;

    /// <summary>The sender's id of the message.</summary>
    public static string? MessageId(NoticeResult result) => result.MessageId;

    /// <summary>The notice as it was taken; null where it was not.</summary>
    public static TakenNotice? Taken(NoticeResult result) => result.Taken;

    /// <summary>Code of why it was not taken.</summary>
    public static string? Code(NoticeResult result) => result.Code;

    /// <summary>Why it was not taken, and what would be right.</summary>
    public static string? Problem(NoticeResult result) => result.Problem;

    /// <summary>Where the problem is.</summary>
    public static string? Path(NoticeResult result) => result.Path;
}

/// <summary>A notice as its sender may see it.</summary>
[View<TakenNotice>]
internal static class TakenNoticeView
{
    /// <summary>The notice's id here.</summary>
    public static string Id(TakenNotice notice) => notice.Notice.ToString();

    /// <summary>The sender's id of the message.</summary>
    public static string MessageId(TakenNotice notice) => notice.MessageId;

    /// <summary>What it tells.</summary>
    public static NoticeEvent Event(TakenNotice notice) => notice.Event;

    /// <summary>When it was received here, for the first time.</summary>
    public static DateTimeOffset ReceivedAt(TakenNotice notice) => notice.ReceivedAt;

    /// <summary>Whether the same message had been taken before, so that nothing was done now.</summary>
    public static bool Repeated(TakenNotice notice) => notice.Repeated;

    /// <summary>Names of the fields that a complete notice would have besides.</summary>
    public static IReadOnlyList<string> Missing(TakenNotice notice) => notice.Missing;
}

/// <summary>The notices of a partner, for itself.</summary>
[Query, ForPartners, Feature("referrals"), Requires(TransitionReach.Notify)]
internal static class TakenNoticeQueries
{
    /// <summary>The notices that the caller's organisation has sent, corrections too, the latest first; nothing for people of the organisation itself.</summary>
    /// <param name="messageId">Only the one with this id of the sender's.</param>
    public static Task<Connection<TakenNotice>> NoticesFromUs(string? messageId, Page page, ReferralsDb db, Actor actor, CancellationToken ct)
    {
        var partner = actor.Organisation;
        return db.TransitionNotices.Where(n => partner != null && n.Partner == partner && (messageId == null || n.MessageId == messageId))
            .Select(TakenNotice.Shown)
            .ToConnection(page, new Ordering<TakenNotice, DateTimeOffset, TransitionNoticeId>(n => n.ReceivedAt, n => n.Notice, Descending: true), ct);
    }
}
