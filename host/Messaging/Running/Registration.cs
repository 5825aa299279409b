using Npgsql;

namespace CarePlatform.Messaging;

/// <summary>Makes the lanes of subscribers that the database does not know yet.</summary>
internal static class Registration
{
    /// <summary>Returns the number of lanes of everything that the host runs; what was registered earlier keeps its number.</summary>
    public static Task<IReadOnlyDictionary<string, int>> Register(LogDatabase database, CancellationToken ct) =>
        database.AsRelay(
            async transaction =>
            {
                foreach (var subscriber in database.Options.Subscribers)
                {
                    var start = subscriber.Start == StartAt.Beginning ? "0" : "(select settled from messaging.horizon())";
                    await Register(transaction, subscriber.Name, subscriber.Lanes, start, ct).ConfigureAwait(false);
                }

                if (database.Options.Timers.Count > 0)
                {
                    await Register(transaction, ScheduleLane.Subscriber, ScheduleLane.Lanes, "0", ct).ConfigureAwait(false);
                }

                return await Lanes(database.Options, transaction, ct).ConfigureAwait(false);
            },
            ct);

    private static async Task Register(NpgsqlTransaction transaction, string name, int lanes, string start, CancellationToken ct)
    {
        await using var command = Sql.Command(
            transaction,
            $"""
            with new as (
                insert into messaging.subscriber (name, lanes) values ($1, $2) on conflict do nothing returning name, lanes)
            insert into messaging.lane (subscriber, lane, position)
            select n.name, lane, {start} from new n, generate_series(0, n.lanes - 1) lane
            """,
            name, lanes);
        await command.ExecuteNonQueryAsync(ct).ConfigureAwait(false);
    }

    private static async Task<IReadOnlyDictionary<string, int>> Lanes(
        MessagingOptions options, NpgsqlTransaction transaction, CancellationToken ct)
    {
        string[] names = [.. options.Subscribers.Select(s => s.Name), .. options.Timers.Count > 0 ? [ScheduleLane.Subscriber] : Array.Empty<string>()];
        await using var command = Sql.Command(transaction, "select name, lanes from messaging.subscriber where name = any($1)", (object)names);
        await using var row = await command.ExecuteReaderAsync(ct).ConfigureAwait(false);
        var lanes = new Dictionary<string, int>(StringComparer.Ordinal);
        while (await row.ReadAsync(ct).ConfigureAwait(false))
        {
            lanes[row.GetString(0)] = row.GetInt32(1);
        }

        return lanes;
    }
}
