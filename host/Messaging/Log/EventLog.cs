using System.Runtime.InteropServices;
using Npgsql;
using NpgsqlTypes;

namespace CarePlatform.Messaging;

/// <summary>Appends to the log inside the caller's transaction: what it publishes exists exactly when its work does.</summary>
public static class EventLog
{
    /// <summary>The most events that travel in one statement; more are sent in several.</summary>
    private const int Chunk = 5_000;

    private const string Statement = """
        with appended as (
            insert into messaging.log (stream, type, payload, actor, correlation, causation, occurred_at)
            select e.stream, e.type, e.payload::jsonb, e.actor, e.correlation, e.causation, e.occurred_at
            from unnest($1, $2, $3, $4, $5, $6, $7) as e (stream, type, payload, actor, correlation, causation, occurred_at)
            returning position)
        select max(position) from appended
        """;

    /// <summary>
    /// Appends <paramref name="events"/> in their order, under the tenant of the transaction (<c>app.tenant</c>), and wakes the
    /// subscribers when the transaction commits. One round trip. Returns the position of the last event.
    /// </summary>
    /// <exception cref="ArgumentException">There is nothing to append, or an event lacks its stream or type.</exception>
    public static async Task<long> Append(NpgsqlTransaction transaction, IReadOnlyList<NewEvent> events, CancellationToken ct = default)
    {
        var connection = transaction.Connection
            ?? throw new ArgumentException("The transaction has already ended; append before it commits.", nameof(transaction));
        Check(events);

        var last = 0L;
        for (var from = 0; from < events.Count; from += Chunk)
        {
            var part = events.Count <= Chunk ? events : [.. events.Skip(from).Take(Chunk)];
            await using var command = new NpgsqlCommand(Statement, connection, transaction);
            AddColumns(command, part);
            last = (long)(await command.ExecuteScalarAsync(ct).ConfigureAwait(false))!;
        }

        return last;
    }

    private static void Check(IReadOnlyList<NewEvent> events)
    {
        if (events.Count == 0)
        {
            throw new ArgumentException("There is nothing to append; append only when something happened.", nameof(events));
        }

        for (var i = 0; i < events.Count; i++)
        {
            if (string.IsNullOrEmpty(events[i].Stream) || string.IsNullOrEmpty(events[i].Type))
            {
                throw new ArgumentException($"Event {i} has no stream or no type; both are needed to find its readers.", nameof(events));
            }
        }
    }

    private static void AddColumns(NpgsqlCommand command, IReadOnlyList<NewEvent> events)
    {
        Add(command, events, NpgsqlDbType.Text, e => e.Stream);
        Add(command, events, NpgsqlDbType.Text, e => e.Type);
        Add(command, events, NpgsqlDbType.Text, e => e.Payload);
        Add(command, events, NpgsqlDbType.Text, e => e.Actor);
        Add(command, events, NpgsqlDbType.Uuid, e => e.Correlation);
        Add(command, events, NpgsqlDbType.Bigint, e => e.Causation);
        Add(command, events, NpgsqlDbType.TimestampTz, e => e.OccurredAt.ToUniversalTime());
    }

    private static void Add<T>(NpgsqlCommand command, IReadOnlyList<NewEvent> events, NpgsqlDbType type, Func<NewEvent, T> column)
    {
        var values = new List<T>(events.Count);
        CollectionsMarshal.SetCount(values, events.Count);
        var span = CollectionsMarshal.AsSpan(values);
        for (var i = 0; i < span.Length; i++)
        {
            span[i] = column(events[i]);
        }

        command.Parameters.Add(new NpgsqlParameter { Value = values, NpgsqlDbType = NpgsqlDbType.Array | type });
    }
}
