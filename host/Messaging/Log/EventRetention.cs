using Npgsql;
using NpgsqlTypes;

namespace CarePlatform.Messaging;

/// <summary>
/// How long a tenant's events of a type stay in the log. <c>Keep</c> is null where they are kept for good; <c>IsOwn</c> says that the
/// tenant chose so, and that it is not what holds for everybody who has not chosen. A type that is not listed is kept for good.
/// </summary>
public sealed record EventRetention(string Type, TimeSpan? Keep, bool IsOwn)
{
    /// <summary>What holds for the transaction's tenant (<c>app.tenant</c>), in the order of the types.</summary>
    public static async Task<IReadOnlyList<EventRetention>> List(NpgsqlConnection connection, CancellationToken ct = default)
    {
        await using var command = new NpgsqlCommand(
            """
            select coalesce(own.type, shared.type), case when own.type is null then shared.keep else own.keep end, own.type is not null
            from messaging.tenant_retention own full join messaging.retention shared on shared.type = own.type
            order by 1
            """, connection);
        await using var row = await command.ExecuteReaderAsync(ct).ConfigureAwait(false);
        var all = new List<EventRetention>();
        while (await row.ReadAsync(ct).ConfigureAwait(false))
        {
            all.Add(new EventRetention(row.GetString(0), row.IsDBNull(1) ? null : row.GetTimeSpan(1), row.GetBoolean(2)));
        }

        return all;
    }

    /// <summary>
    /// Keeps the events of the transaction's tenant of this type for so long from now on, a day at least; null for good. What has outlived
    /// it is deleted within a day, as far as every subscriber has passed it.
    /// </summary>
    public static async Task Set(NpgsqlTransaction transaction, string type, TimeSpan? keep, CancellationToken ct = default)
    {
        await using var command = new NpgsqlCommand(
            """
            insert into messaging.tenant_retention (type, keep) values ($1, $2)
            on conflict (tenant_id, type) do update set keep = excluded.keep
            """, transaction.Connection, transaction)
        {
            Parameters =
            {
                new() { Value = type }, new() { Value = keep is { } time ? time : DBNull.Value, NpgsqlDbType = NpgsqlDbType.Interval },
            },
        };
        await command.ExecuteNonQueryAsync(ct).ConfigureAwait(false);
    }

    /// <summary>Takes the tenant's choice back; false when it had made none.</summary>
    public static async Task<bool> Lift(NpgsqlTransaction transaction, string type, CancellationToken ct = default)
    {
        await using var command = new NpgsqlCommand("delete from messaging.tenant_retention where type = $1", transaction.Connection, transaction)
        {
            Parameters = { new() { Value = type } },
        };
        return await command.ExecuteNonQueryAsync(ct).ConfigureAwait(false) > 0;
    }
}
