namespace CarePlatform.Messaging;

/// <summary>What moves on when events have taken effect: the lane itself, or the detour of one tenant while the lane stays where it is.</summary>
internal sealed class Bookmark
{
    private readonly Lease _lease;
    private readonly Guid? _tenant;
    private readonly long _lane;

    private Bookmark(Lease lease, Guid? tenant, long lane) => (_lease, _tenant, _lane) = (lease, tenant, lane);

    public static Bookmark Lane(Lease lease) => new(lease, null, 0);

    public static Bookmark Detour(Lease lease, Guid tenant, long lane) => new(lease, tenant, lane);

    /// <summary>Commits the effects of everything up to <paramref name="last"/> together with the move.</summary>
    public Task Commit(
        EffectTransaction transaction, long from, long to, LoggedEvent last, CancellationToken ct, params IEnumerable<Change> changes) =>
        _tenant is { } tenant
            ? transaction.Commit(_lease, _lane, _lane, ct, [.. changes, Advance(tenant, from, to, last)])
            : transaction.Commit(_lease, from, to, ct, changes);

    // Positions and times are drawn one after the other: an event behind this one may be older by a moment, never by a second.
    private Change Advance(Guid tenant, long from, long to, LoggedEvent last) => new(
        Sql.Part(
            """
            update messaging.detour set position = $5, appended_at = greatest(appended_at, $6 - interval '1 second'),
                occurred_at = greatest(occurred_at, $7 - interval '1 second')
            where subscriber = $1 and lane = $2 and tenant_id = $3 and position = $4
            """,
            _lease.Subscriber, _lease.Lane, tenant, from, to, last.AppendedAt, last.OccurredAt.ToUniversalTime()),
        1);
}
