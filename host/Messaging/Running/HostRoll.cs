using Npgsql;

namespace CarePlatform.Messaging;

/// <summary>
/// The roll of living hosts. Every host reads the same roll and computes the same wished holder of each lane, so that no host has to
/// tell another what to do; while their views differ for a moment, the leases decide.
/// </summary>
internal sealed class HostRoll(Guid host, IReadOnlyDictionary<string, int> lanes)
{
    private readonly string[] _runs = [.. lanes.Keys];

    /// <summary>Says that this host lives; returns the lanes wished here, and whether the host has just joined.</summary>
    public async Task<(HashSet<LaneKey> Wished, bool Joined)> Answer(NpgsqlTransaction transaction, TimeSpan lease, CancellationToken ct)
    {
        await using var answer = Sql.Command(
            transaction,
            """
            insert into messaging.host (id, runs, expires_at) values ($1, $2, now() + $3)
            on conflict (id) do update set expires_at = excluded.expires_at
            returning xmax = 0
            """,
            host, _runs, lease);
        var joined = (bool)(await answer.ExecuteScalarAsync(ct).ConfigureAwait(false))!;
        await using var bury = Sql.Command(
            transaction,
            "delete from messaging.host where id in (select id from messaging.host where expires_at < now() for update skip locked)");
        await bury.ExecuteNonQueryAsync(ct).ConfigureAwait(false);

        var hosts = new List<(Guid Id, string[] Runs)>();
        await using var living = Sql.Command(transaction, "select id, runs from messaging.host where expires_at >= now() order by id");
        await using var row = await living.ExecuteReaderAsync(ct).ConfigureAwait(false);
        while (await row.ReadAsync(ct).ConfigureAwait(false))
        {
            hosts.Add((row.GetGuid(0), row.GetFieldValue<string[]>(1)));
        }

        return (Wished(hosts), joined);
    }

    private HashSet<LaneKey> Wished(List<(Guid Id, string[] Runs)> hosts)
    {
        var wished = new HashSet<LaneKey>();
        foreach (var (subscriber, count) in lanes)
        {
            var able = hosts.Where(h => h.Runs.Contains(subscriber)).Select(h => h.Id).ToList();
            var mine = able.IndexOf(host);

            // Where the first lane goes differs by subscriber, so that those with few lanes do not all meet on one host.
            var first = subscriber.Aggregate(17u, (hash, letter) => unchecked((hash * 31) + letter)) % (uint)able.Count;
            for (var lane = 0; lane < count; lane++)
            {
                if ((first + lane) % able.Count == mine)
                {
                    wished.Add(new LaneKey(subscriber, lane));
                }
            }
        }

        return wished;
    }
}
