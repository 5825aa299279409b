namespace CarePlatform.Messaging;

/// <summary>
/// The tenants of a lane that are delivered on the side: those with so much to deliver that others would wait behind them, and those
/// for whom the subscriber is replayed. Each gets one batch in turn, as does the lane itself; who has caught up joins the lane again.
/// </summary>
internal sealed class LaneDetours(LogDatabase database, Tail tail, LaneQueue queue, LaneEffects effects, Subscriber subscriber, Lease lease)
{
    private readonly Queue<Detour> _turns = new();
    private long _slowest = long.MaxValue;
    private long _oldest = long.MaxValue;

    /// <summary>The tenants on a detour.</summary>
    public IEnumerable<Guid> Tenants => _turns.Select(d => d.Tenant);

    /// <summary>How far the slowest tenant is; no position at all (a higher one than any) when none is on a detour.</summary>
    public long Slowest => Interlocked.Read(ref _slowest);

    /// <summary>When the first event that waits in memory for a detour was appended.</summary>
    public DateTimeOffset? Oldest => Interlocked.Read(ref _oldest) is var ticks and < long.MaxValue ? new(ticks, TimeSpan.Zero) : null;

    /// <summary>Reads what the database knows of the lane's detours.</summary>
    public async Task Load(CancellationToken ct)
    {
        _turns.Clear();
        var rows = await database.InTurn(
            async transaction =>
            {
                await using var command = Sql.Command(
                    transaction, "select tenant_id, position from messaging.detour where subscriber = $1 and lane = $2",
                    lease.Subscriber, lease.Lane);
                await using var row = await command.ExecuteReaderAsync(ct).ConfigureAwait(false);
                var rows = new List<Detour>();
                while (await row.ReadAsync(ct).ConfigureAwait(false))
                {
                    rows.Add(new Detour(row.GetGuid(0), row.GetInt64(1)));
                }

                return rows;
            },
            ct).ConfigureAwait(false);
        rows.ForEach(_turns.Enqueue);
        Note();
    }

    /// <summary>Sends a tenant on a detour when its events keep those of others waiting; false when none does.</summary>
    public async Task<bool> Begin(long position, CancellationToken ct)
    {
        LoggedEvent? first;
        lock (tail.Gate)
        {
            first = queue.Noisy(2 * subscriber.BatchSize);
        }

        if (first is null)
        {
            return false;
        }

        await using (var transaction = await EffectTransaction.Begin(database, ct).ConfigureAwait(false))
        {
            await transaction.Commit(lease, position, position, ct, new Change(Sql.Part(
                """
                insert into messaging.detour (subscriber, lane, tenant_id, position, appended_at, occurred_at)
                values ($1, $2, $3, $4, $5 - interval '1 second', $6 - interval '1 second')
                """,
                lease.Subscriber, lease.Lane, first.Tenant, position, first.AppendedAt, first.OccurredAt.ToUniversalTime())))
                .ConfigureAwait(false);
        }

        _turns.Enqueue(new Detour(first.Tenant, position));
        Note();
        lock (tail.Gate)
        {
            queue.Leave(first.Tenant);
        }

        return true;
    }

    /// <summary>Does a piece of work for the tenant whose turn it is; false when there is none for any of them.</summary>
    public async Task<bool> Step(long position, Action<long> moved, CancellationToken ct)
    {
        for (var left = _turns.Count; left > 0; left--)
        {
            var detour = _turns.Dequeue();
            _turns.Enqueue(detour);
            if (await Deliver(detour, position, ct).ConfigureAwait(false) || await Rejoin(detour, position, moved, ct).ConfigureAwait(false))
            {
                Note();
                return true;
            }
        }

        return false;
    }

    private async Task<bool> Deliver(Detour detour, long position, CancellationToken ct)
    {
        if (detour.Events.Count == 0)
        {
            long end;
            lock (tail.Gate)
            {
                end = queue.ReadTo;
                if (queue.LeftNothingBehind(detour.Tenant, detour.Seen))
                {
                    return false;
                }
            }

            (var events, detour.Seen) = await effects.Read(detour.Seen, end, detour.Tenant, ct).ConfigureAwait(false);
            events.ForEach(detour.Events.Enqueue);
        }

        var some = new List<LoggedEvent>();
        while (some.Count < subscriber.BatchSize && detour.Events.TryDequeue(out var logged))
        {
            some.Add(logged);
        }

        if (some.Count > 0)
        {
            var batch = new LaneBatch(some, detour.Events.Count == 0 ? detour.Seen : some[^1].Position);
            await effects.Handle(batch, Bookmark.Detour(lease, detour.Tenant, position), detour.Position, done => detour.Position = done, ct)
                .ConfigureAwait(false);
            detour.Last = some[^1].Position;
        }

        return true;
    }

    /// <summary>
    /// A tenant is the lane's again when nothing of it was left behind, and the lane is past its last event: whoever starts where the
    /// lane stands then misses nothing and repeats nothing.
    /// </summary>
    private async Task<bool> Rejoin(Detour detour, long position, Action<long> moved, CancellationToken ct)
    {
        long to;
        lock (tail.Gate)
        {
            to = queue.IsEmpty ? Math.Max(position, queue.ReadTo) : position;
            if (to < detour.Last || detour.Events.Count > 0 || !queue.LeftNothingBehind(detour.Tenant, detour.Seen))
            {
                return false;
            }

            queue.Rejoin(detour.Tenant);
        }

        await using var transaction = await EffectTransaction.Begin(database, ct).ConfigureAwait(false);
        await transaction.Commit(lease, position, to, ct, new Change(
            Sql.Part(
                "delete from messaging.detour where subscriber = $1 and lane = $2 and tenant_id = $3 and position = $4",
                lease.Subscriber, lease.Lane, detour.Tenant, detour.Position),
            1)).ConfigureAwait(false);
        moved(to);
        for (var left = _turns.Count; left > 0; left--)
        {
            if (_turns.Dequeue() is var other && other != detour)
            {
                _turns.Enqueue(other);
            }
        }

        return true;
    }

    private void Note()
    {
        Interlocked.Exchange(ref _slowest, _turns.Count == 0 ? long.MaxValue : _turns.Min(d => d.Position));
        var waiting = _turns.Where(d => d.Events.Count > 0).Select(d => d.Events.Peek().AppendedAt.UtcTicks);
        Interlocked.Exchange(ref _oldest, waiting.DefaultIfEmpty(long.MaxValue).Min());
    }

    /// <summary>One tenant's detour; its position is what the database holds.</summary>
    private sealed class Detour(Guid tenant, long position)
    {
        public Guid Tenant => tenant;

        public long Position { get; set; } = position;

        /// <summary>Everything up to here was handled or waits in memory.</summary>
        public long Seen { get; set; } = position;

        /// <summary>The last event that took effect.</summary>
        public long Last { get; set; } = position;

        public Queue<LoggedEvent> Events { get; } = new();
    }
}
