using System.Data;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace CarePlatform.Messaging;

/// <summary>
/// Reads new events once for all of a host's lanes and hears what other transactions announce. One connection, one query when
/// nothing happens for a poll interval.
/// </summary>
internal sealed class Tail(LogDatabase database, IReadOnlyCollection<Subscriber> subscribers, IReadOnlyList<LogListener> listeners)
{
    private const int Limit = 1_000;

    /// <summary>How far one read looks: the planner must not sort all of what one transaction has appended for every thousand of it.</summary>
    private const long Span = 5_000;

    private readonly Lock _gate = new();
    private readonly List<LaneQueue> _queues = [];
    private readonly Dictionary<string, LaneQueue[]> _hearing = new(StringComparer.Ordinal);
    private readonly string[]? _types =
        subscribers.Any(s => s.Types is null)
            ? null
            : [.. subscribers.SelectMany(s => s.Types!).Concat(listeners.SelectMany(l => l.Types)).Distinct(StringComparer.Ordinal)];

    private long _position;

    /// <summary>Called with what was announced: <c>lanes</c>, <c>schedule</c>, <c>parked</c>, <c>flush</c>, or all of them after a gap.</summary>
    public required Action<string> Announced { get; init; }

    public Lock Gate => _gate;

    /// <summary>Everything up to here is settled and was offered to the lanes that are fed. Read under the gate.</summary>
    public long Position => _position;

    public void Add(LaneQueue queue)
    {
        lock (_gate)
        {
            _queues.Add(queue);
            _hearing.Clear();
        }
    }

    public void Remove(LaneQueue queue)
    {
        lock (_gate)
        {
            _queues.Remove(queue);
            _hearing.Clear();
        }
    }

    /// <summary>Reads until cancelled; a lost connection is replaced, and the lanes then read for themselves first.</summary>
    public async Task Run(CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            try
            {
                await using var connection = await database.Source.OpenConnectionAsync(ct).ConfigureAwait(false);
                try
                {
                    await Follow(connection, ct).ConfigureAwait(false);
                }
                finally
                {
                    await Leave(connection).ConfigureAwait(false);
                }
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                database.Log.LogWarning(failure, "The log's tail lost its connection and opens a new one.");
                await Task.Delay(database.Options.PollInterval, database.Time, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task Follow(NpgsqlConnection connection, CancellationToken ct)
    {
        var announced = new HashSet<string>(StringComparer.Ordinal);
        connection.Notification += (_, notification) => announced.Add(notification.Payload);
        await using (var listen = new NpgsqlCommand("set role care_relay; listen messaging", connection))
        {
            await listen.ExecuteNonQueryAsync(ct).ConfigureAwait(false);
        }

        var (settled, _) = await Horizon(connection, ct).ConfigureAwait(false);
        Begin(settled);
        announced.UnionWith(["lanes", "schedule", "parked"]);
        var impatient = TimeSpan.FromMilliseconds(1);
        while (true)
        {
            var (behind, unsettled) = await Read(connection, ct).ConfigureAwait(false);
            foreach (var what in announced)
            {
                Announced(what);
            }

            announced.Clear();
            if (behind)
            {
                continue;
            }

            // A transaction that appended and then rolls back announces nothing; those behind it wait for it, so look again soon.
            impatient = unsettled ? Min(impatient * 2, TimeSpan.FromMilliseconds(50)) : TimeSpan.FromMilliseconds(1);
            var heard = await connection.WaitAsync(unsettled ? impatient : database.Options.PollInterval, ct).ConfigureAwait(false);
            if (!heard && !unsettled)
            {
                announced.Add("poll");
            }
        }
    }

    /// <summary>The pool may be set not to reset its connections, and the next user must not be the relay.</summary>
    private static async Task Leave(NpgsqlConnection connection)
    {
        if (connection.FullState == ConnectionState.Open)
        {
            await using var command = new NpgsqlCommand("unlisten *; reset role", connection);
            await command.ExecuteNonQueryAsync(CancellationToken.None).ConfigureAwait(false);
        }
    }

    /// <summary>Reads what is new; says whether there is more to read, and whether somebody is still appending.</summary>
    private async Task<(bool Behind, bool Unsettled)> Read(NpgsqlConnection connection, CancellationToken ct)
    {
        var (settled, last) = await Horizon(connection, ct).ConfigureAwait(false);
        var from = _position;
        if (settled <= from)
        {
            return (false, settled < last);
        }

        if (PassedWithoutListeners(settled))
        {
            return (false, settled < last);
        }

        var end = Math.Min(settled, from + Span);
        await using var command = new NpgsqlCommand(
            $"""
            select {LoggedEvent.Columns} from messaging.log l
            where l.position > $1 and l.position <= $2 and ($4::text[] is null or l.type = any($4)) order by l.position limit $3
            """,
            connection)
        {
            Parameters =
            {
                new() { Value = from },
                new() { Value = end },
                new() { Value = Limit },
                new() { Value = (object?)_types ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Array | NpgsqlTypes.NpgsqlDbType.Text },
            },
        };
        var events = await Sql.Events(command, ct).ConfigureAwait(false);
        var to = events.Count == Limit ? events[^1].Position : end;
        Hand(events, to);
        return (to < settled, settled < last);
    }

    private static async Task<(long Settled, long Last)> Horizon(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("select settled, last from messaging.horizon()", connection);
        await using var row = await command.ExecuteReaderAsync(ct).ConfigureAwait(false);
        await row.ReadAsync(ct).ConfigureAwait(false);
        return (row.GetInt64(0), row.GetInt64(1));
    }

    private void Begin(long settled)
    {
        lock (_gate)
        {
            _position = settled;
            foreach (var queue in _queues)
            {
                queue.CutOff();
            }
        }

        // What happened since the connection before was lost is read by the lanes themselves, and by nobody for these.
        foreach (var listener in listeners)
        {
            listener.Missed();
        }
    }

    /// <summary>When every lane is behind and reads for itself, reading here as well would be wasted.</summary>
    private bool PassedWithoutListeners(long settled)
    {
        lock (_gate)
        {
            if (_queues.Exists(queue => queue.Fed) || listeners.Any(l => l.IsListening()))
            {
                return false;
            }

            _position = settled;
            return true;
        }
    }

    private void Hand(List<LoggedEvent> events, long to)
    {
        lock (_gate)
        {
            foreach (var logged in events)
            {
                foreach (var queue in Hearing(logged.Type))
                {
                    if (queue.IsOfLane(logged))
                    {
                        queue.Offer(logged);
                    }
                }
            }

            _position = to;
            foreach (var queue in _queues)
            {
                queue.Passed(to);
            }
        }

        foreach (var listener in listeners)
        {
            listener.Offer(events);
        }
    }

    private LaneQueue[] Hearing(string type) =>
        _hearing.TryGetValue(type, out var queues) ? queues : _hearing[type] = [.. _queues.Where(q => q.Hears(type))];

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
