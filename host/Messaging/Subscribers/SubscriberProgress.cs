using Npgsql;
using NpgsqlTypes;

namespace CarePlatform.Messaging;

/// <summary>
/// How far a subscriber is with the events of one tenant. <c>Waiting</c> counts those that have not taken effect, <c>Oldest</c> says
/// when the first of them was appended. <c>OnDetour</c>: it delivers the tenant on the side, because there is much to deliver or
/// because of a replay. <c>Parked</c> counts the streams that wait because an event failed; their events are not among those waiting.
/// </summary>
public sealed record SubscriberProgress(string Subscriber, long Waiting, DateTimeOffset? Oldest, bool OnDetour, long Parked)
{
    /// <summary>How far these subscribers are with the events of the transaction's tenant (<c>app.tenant</c>), in the order of their names.</summary>
    public static async Task<IReadOnlyList<SubscriberProgress>> Of(
        NpgsqlConnection connection, IEnumerable<Subscriber> subscribers, CancellationToken ct = default)
    {
        var heard = subscribers.SelectMany(s => (s.Types ?? Enumerable.Repeat<string?>(null, 1)).Select(type => (s.Name, Type: type))).ToList();
        await using var command = new NpgsqlCommand(
            "select subscriber, waiting, oldest, on_detour, parked from messaging.progress($1, $2)", connection)
        {
            Parameters =
            {
                new() { Value = heard.Select(h => h.Name).ToArray() },
                new() { Value = heard.Select(h => h.Type).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text },
            },
        };
        await using var row = await command.ExecuteReaderAsync(ct).ConfigureAwait(false);
        var all = new List<SubscriberProgress>();
        while (await row.ReadAsync(ct).ConfigureAwait(false))
        {
            all.Add(new SubscriberProgress(
                row.GetString(0), row.GetInt64(1), row.IsDBNull(2) ? null : row.GetFieldValue<DateTimeOffset>(2), row.GetBoolean(3), row.GetInt64(4)));
        }

        return all;
    }

    /// <summary>
    /// Lets the events behind <paramref name="position"/> (all that the log holds behind 0) take effect once more for a subscriber and the
    /// transaction's tenant, in order; other tenants and other subscribers go on undisturbed. Only for a subscriber whose effects may be
    /// repeated, such as a projection that is emptied in the same transaction. False when it has not yet come so far.
    /// </summary>
    public static async Task<bool> Replay(NpgsqlTransaction transaction, string subscriber, long position, CancellationToken ct = default)
    {
        await using var command = new NpgsqlCommand("select messaging.replay($1, $2)", transaction.Connection, transaction)
        {
            Parameters = { new() { Value = subscriber }, new() { Value = position } },
        };
        return (int)(await command.ExecuteScalarAsync(ct).ConfigureAwait(false))! > 0;
    }
}
