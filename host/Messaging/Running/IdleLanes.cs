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

        var written = false;
        try
        {
            var rows = await database.AsRelay(
                """
                update messaging.lane l set position = d.reached
                from unnest($1, $2, $3, $4, $5) as d (subscriber, lane, epoch, position, reached)
                where l.subscriber = d.subscriber and l.lane = d.lane and l.epoch = d.epoch and l.position = d.position
                """,
                ct,
                held.Select(h => h.Lane.Lease.Subscriber).ToArray(), held.Select(h => h.Lane.Lease.Lane).ToArray(),
                held.Select(h => h.Lane.Lease.Epoch).ToArray(), held.Select(h => h.From).ToArray(),
                held.Select(h => h.To).ToArray()).ConfigureAwait(false);
            written = rows == held.Count;
        }
        finally
        {
            // When a lane was lost or the answer did not come, its next commit finds out and the lane starts again from the database.
            foreach (var (lane, from, to) in held)
            {
                lane.Flushed(written ? to : from);
            }
        }
    }
}
