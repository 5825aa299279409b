using CarePlatform.Messaging;

namespace CarePlatform.Platform;

/// <summary>How long the organisation's events are kept.</summary>
[Query, Requires("platform.operate")]
internal static class LogRetentionQueries
{
    /// <summary>How long the organisation's events stay in the log, by type. What is not listed is kept for good.</summary>
    public static async Task<IReadOnlyList<EventRetention>> LogRetention(Session session, CancellationToken ct)
    {
        await session.OpenAsync(ct);
        return await EventRetention.List(session.Connection, ct);
    }
}

/// <summary>How long the organisation's events of a type are kept.</summary>
[View<EventRetention>]
internal static class EventRetentionView
{
    /// <summary>The event, such as coordination.step-opened@1.</summary>
    public static string Type(EventRetention retention) => retention.Type;

    /// <summary>For how many days it is kept at least; null for good.</summary>
    public static int? Days(EventRetention retention) => (int?)retention.Keep?.TotalDays;

    /// <summary>Whether the organisation has said so; otherwise it holds for everybody who has said nothing.</summary>
    public static bool IsOwn(EventRetention retention) => retention.IsOwn;
}
