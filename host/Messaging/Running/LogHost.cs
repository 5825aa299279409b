using Microsoft.Extensions.Logging;
using Npgsql;

namespace CarePlatform.Messaging;

/// <summary>
/// Runs the subscribers and timers of one database in this process, sharing the work with every other host of that database.
/// </summary>
public sealed class LogHost : IAsyncDisposable
{
    private readonly LogDatabase _database;
    private readonly CancellationTokenSource _stop = new();
    private readonly Dictionary<string, Subscriber> _subscribers;
    private readonly TimeProvider _time;
    private readonly Quiet _quiet;
    private Tail? _tail;
    private Agenda? _agenda;
    private LaneLeases? _leases;
    private Task _running = Task.CompletedTask;

    /// <summary>
    /// Prepares a host; it works from <see cref="Start"/> on. <paramref name="source"/> connects as the application's role, which must
    /// be allowed to enter care_relay.
    /// </summary>
    public LogHost(NpgsqlDataSource source, MessagingOptions options, TimeProvider time, ILogger<LogHost> log)
    {
        _time = time;
        options.Waits();
        _subscribers = options.Subscribers.ToDictionary(s => s.Name, StringComparer.Ordinal);
        _database = new LogDatabase(source, options, new MessagingMeter(Lag), time, log);
        _quiet = new Quiet(_database, Flush);
    }

    /// <summary>Registers the subscribers that are new, then begins to read and to handle.</summary>
    public async Task Start(CancellationToken ct = default)
    {
        var lanes = await Registration.Register(_database, ct).ConfigureAwait(false);
        _tail = new Tail(_database, _database.Options.Subscribers, _database.Options.Listeners) { Announced = Announced };
        _leases = new LaneLeases(_database, Guid.CreateVersion7(_time.GetUtcNow()), lanes, Run);
        _agenda = new Agenda(_database, () => _leases.Held.OfType<ScheduleLane>());
        var housekeeping = new Housekeeping(_database);
        _running = Task.WhenAll(
            Task.Run(() => _tail.Run(_stop.Token), CancellationToken.None),
            Task.Run(() => _leases.Run(_stop.Token), CancellationToken.None),
            _database.Options.Timers.Count == 0 ? Task.CompletedTask : Task.Run(() => _agenda.Run(_stop.Token), CancellationToken.None),
            Task.Run(() => housekeeping.Run(Flush, _stop.Token), CancellationToken.None));
    }

    /// <summary>Lets running effects finish, gives the lanes back to the other hosts, and ends.</summary>
    public async Task Stop()
    {
        if (_leases is null || _stop.IsCancellationRequested)
        {
            return;
        }

        await _stop.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(false);
        await _leases.Stop().ConfigureAwait(false);
    }

    /// <summary>
    /// Completes when every subscriber of this host has handled what is in the log now and everything that follows from it, no
    /// retry is pending and nothing scheduled is due; for one tenant, or for all. Events that wait for an operator do not count.
    /// </summary>
    public Task WhenQuiet(Guid? tenant = null, CancellationToken ct = default) => _quiet.When(tenant, ct);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Stop().ConfigureAwait(false);
        _database.Meter.Dispose();
        _stop.Dispose();
    }

    private ILane Run(Lease lease) => lease.Subscriber == ScheduleLane.Subscriber
        ? new ScheduleLane(_database, lease)
        : new SubscriberLane(_database, _tail!, _subscribers[lease.Subscriber], lease);

    private void Announced(string what)
    {
        if (what == "lanes")
        {
            _leases!.Changed.Set();
        }
        else if (what == "schedule")
        {
            _agenda!.Changed.Set();
        }
        else if (what is "parked" or "poll")
        {
            foreach (var lane in _leases!.Held.OfType<SubscriberLane>())
            {
                lane.ParkedChanged();
            }
        }
        else if (what == "flush")
        {
            _ = Flush(_stop.Token);
        }
    }

    /// <summary>Writes the positions of idle lanes that have passed what does not concern them: one statement for all.</summary>
    private Task Flush(CancellationToken ct) =>
        IdleLanes.Flush(_database, [.. _leases!.Held.OfType<SubscriberLane>()], ct);

    private IEnumerable<(string Subscriber, long Lag, TimeSpan Age)> Lag()
    {
        if (_leases is null || _tail is null)
        {
            return [];
        }

        long tail;
        lock (_tail.Gate)
        {
            tail = _tail.Position;
        }

        return _leases.Held.OfType<SubscriberLane>().GroupBy(lane => lane.Lease.Subscriber)
            .Select(lanes => (lanes.Key, lanes.Max(lane => lane.Behind(tail)), lanes.Max(lane => lane.Age)));
    }
}
