namespace CarePlatform.Messaging;

/// <summary>Writes the positions of lanes that were passed by events which do not concern them.</summary>
internal static class IdleLanes
{
    public static async Task Flush(LogDatabase database, IReadOnlyList<SubscriberLane> lanes, CancellationToken ct)
    {
        var held = new List<(SubscriberLane Lane, long From, long To)>();
        foreach (var lane in lanes)
        {
            if (lane.HoldIdle() is { } idle)
            {
                held.Add((lane, idle.From, idle.To));
            }
        }

        if (held.Count == 0)
        {
            return;
        }

        var written = new HashSet<LaneKey>();
        try
        {
            written = await Write(database, held, ct).ConfigureAwait(false);
        }
        finally
        {
            // When a lane was lost or the answer did not come, its next commit finds out and the lane starts again from the database.
            foreach (var (lane, from, to) in held)
            {
                lane.Flushed(written.Contains(lane.Lease.Key) ? to : from);
            }
        }
    }

    // In the order in which leases are renewed and replays begin, so that none waits for another in a circle.
    private static Task<HashSet<LaneKey>> Write(
        LogDatabase database, List<(SubscriberLane Lane, long From, long To)> held, CancellationToken ct) =>
        database.AsRelay(
            async transaction =>
            {
                await using var command = Sql.Command(
                    transaction,
                    """
                    with mine as materialized (
                        select c.subscriber, c.lane, d.reached
                        from unnest($1, $2, $3, $4, $5) as d (subscriber, lane, epoch, position, reached)
                        join messaging.lane c on c.subscriber = d.subscriber and c.lane = d.lane and c.epoch = d.epoch and c.position = d.position
                        order by c.subscriber, c.lane for update of c)
                    update messaging.lane l set position = mine.reached from mine where l.subscriber = mine.subscriber and l.lane = mine.lane
                    returning l.subscriber, l.lane
                    """,
                    held.Select(h => h.Lane.Lease.Subscriber).ToArray(), held.Select(h => h.Lane.Lease.Lane).ToArray(),
                    held.Select(h => h.Lane.Lease.Epoch).ToArray(), held.Select(h => h.From).ToArray(), held.Select(h => h.To).ToArray());
                var written = new HashSet<LaneKey>();
                await using var row = await command.ExecuteReaderAsync(ct).ConfigureAwait(false);
                while (await row.ReadAsync(ct).ConfigureAwait(false))
                {
                    written.Add(new LaneKey(row.GetString(0), row.GetInt32(1)));
                }

                return written;
            },
            ct);
}
