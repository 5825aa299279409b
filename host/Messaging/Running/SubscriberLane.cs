using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;

namespace CarePlatform.Messaging;

/// <summary>Handles one lane of a subscriber while this host holds its lease: new events, and retries of its parked streams.</summary>
[SuppressMessage("Design", "CA1001", Justification = "Neither a wait handle nor a timer is ever taken, so there is nothing to free.")]
internal sealed class SubscriberLane : ILane
{
    private readonly LogDatabase _database;
    private readonly Tail _tail;
    private readonly LaneQueue _queue;
    private readonly LaneEffects _effects;
    private readonly ParkedLane _parked;
    private readonly LaneDetours _detours;
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly CancellationTokenSource _cancel = new();
    private readonly Subscriber _subscriber;
    private long _position;
    private DateTimeOffset? _handling;
    private bool _detourFirst;
    private bool _restart = true;
    private volatile bool _stopping;

    public SubscriberLane(LogDatabase database, Tail tail, Subscriber subscriber, Lease lease)
    {
        Lease = lease;
        _database = database;
        _tail = tail;
        _subscriber = subscriber;
        _position = lease.Position;
        _queue = new LaneQueue(lease, subscriber, database.Options.QueueCapacity);
        _parked = new ParkedLane(database, subscriber, lease);
        _effects = new LaneEffects(database, subscriber, lease, _parked);
        _detours = new LaneDetours(database, tail, _queue, _effects, subscriber, lease);
        _tail.Add(_queue);
        Running = Task.Run(Run);
    }

    public Lease Lease { get; }

    public Task Running { get; }

    /// <summary>How far the lane is behind the tail; nothing when it waits for what is new.</summary>
    public long Behind(long tail)
    {
        lock (_tail.Gate)
        {
            var reached = _queue.Fed && _queue.IsEmpty ? tail : Interlocked.Read(ref _position);
            return Math.Max(0, tail - Math.Min(reached, _detours.Slowest));
        }
    }

    /// <summary>How long the oldest event that it knows of has waited to take effect; nothing when none waits.</summary>
    public TimeSpan Age
    {
        get
        {
            lock (_tail.Gate)
            {
                var oldest = new[] { _handling, _queue.Oldest, _detours.Oldest }.Min();
                return oldest is { } since && _database.Time.GetUtcNow() - since is { Ticks: > 0 } age ? age : TimeSpan.Zero;
            }
        }
    }

    /// <summary>Reads anew which of its parked streams may be retried.</summary>
    public void ParkedChanged()
    {
        if (_parked.Any)
        {
            _parked.Reload();
            _queue.Wake.Set();
        }
    }

    /// <summary>
    /// Holds an idle lane that has passed events which do not concern it, so that its position can be written; null when it is busy
    /// or has nothing to write, or when work has failed: then what it took from its queue has not taken effect. The caller ends the hold with <see cref="Flushed"/>.
    /// </summary>
    public (long From, long To)? HoldIdle()
    {
        if (!_turn.Wait(0))
        {
            return null;
        }

        lock (_tail.Gate)
        {
            if (!_restart && _queue.Fed && _queue.IsEmpty && _queue.ReadTo > _position)
            {
                return (_position, _queue.ReadTo);
            }
        }

        _turn.Release();
        return null;
    }

    public void Flushed(long position)
    {
        Interlocked.Exchange(ref _position, position);
        _turn.Release();
    }

    public async Task Stop(TimeSpan grace)
    {
        _stopping = true;
        _queue.Wake.Set();
        if (await Task.WhenAny(Running, Task.Delay(grace, _database.Time)).ConfigureAwait(false) != Running)
        {
            await _cancel.CancelAsync().ConfigureAwait(false);
        }

        await Running.ConfigureAwait(false);
    }

    private async Task Run()
    {
        var failures = 0;
        while (!_stopping)
        {
            try
            {
                if ((_restart || IsStale()) && !await InTurn(Restart).ConfigureAwait(false))
                {
                    break;
                }

                if (!await InTurn(Step).ConfigureAwait(false))
                {
                    await _queue.Wake.Wait(_parked.UntilRetry(), _cancel.Token).ConfigureAwait(false);
                }

                failures = 0;
            }
            catch (OperationCanceledException) when (_cancel.IsCancellationRequested)
            {
                break;
            }
            catch (LaneLostException lost)
            {
                // It may also be that a commit succeeded whose answer was lost: the restart tells one from the other.
                _database.Log.LogInformation("{Reason}", lost.Message);
            }
            catch (Exception failure)
            {
                _database.Log.LogWarning(failure, "Lane {Lane} of {Subscriber} could not work and starts again.", Lease.Lane, Lease.Subscriber);
                failures++;
                var wait = _database.Options.PollInterval * Math.Min(failures, 10);
                await Task.Delay(wait, _database.Time, _cancel.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        _tail.Remove(_queue);
    }

    private bool IsStale()
    {
        lock (_tail.Gate)
        {
            return _queue.IsStale;
        }
    }

    /// <summary>Starts where the database says; false when another host holds the lane.</summary>
    private async Task<bool> Restart()
    {
        var position = await _database.InTurn(
            async transaction =>
            {
                await using var command = Sql.Command(
                    transaction, "select position from messaging.lane where subscriber = $1 and lane = $2 and epoch = $3",
                    Lease.Subscriber, Lease.Lane, Lease.Epoch);
                return await command.ExecuteScalarAsync(_cancel.Token).ConfigureAwait(false) as long?;
            },
            _cancel.Token).ConfigureAwait(false);
        if (position is null)
        {
            _database.Meter.LaneLost(Lease.Subscriber);
            return false;
        }

        await _parked.Load(_cancel.Token).ConfigureAwait(false);
        await _detours.Load(_cancel.Token).ConfigureAwait(false);
        lock (_tail.Gate)
        {
            _queue.Restart(position.Value, _detours.Tenants);
            _handling = null;
        }

        Interlocked.Exchange(ref _position, position.Value);
        _restart = false;
        return true;
    }

    /// <summary>Does the next piece of work; false when there is none.</summary>
    private async Task<bool> Step()
    {
        if (await _parked.Retry(_effects, _position, _cancel.Token).ConfigureAwait(false)
            || await _detours.Begin(_position, _cancel.Token).ConfigureAwait(false))
        {
            return true;
        }

        // The lane and its detours take turns.
        _detourFirst = !_detourFirst;
        return (_detourFirst && await Detour().ConfigureAwait(false))
            || await HandleNext().ConfigureAwait(false)
            || await CatchUp().ConfigureAwait(false)
            || (!_detourFirst && await Detour().ConfigureAwait(false));
    }

    private Task<bool> Detour() => _detours.Step(_position, Moved, _cancel.Token);

    private void Moved(long position) => Interlocked.Exchange(ref _position, position);

    /// <summary>Works while nobody holds the lane to write its position; after a failure it must start again before anybody may.</summary>
    private async Task<bool> InTurn(Func<Task<bool>> work)
    {
        await _turn.WaitAsync(_cancel.Token).ConfigureAwait(false);
        try
        {
            return await work().ConfigureAwait(false);
        }
        catch
        {
            _restart = true;
            throw;
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task<bool> HandleNext()
    {
        LaneBatch? batch;
        lock (_tail.Gate)
        {
            batch = _queue.Take(_subscriber.BatchSize);
            _handling = batch?.Events[0].AppendedAt;
        }

        if (batch is null)
        {
            return false;
        }

        await _effects.Handle(batch, Bookmark.Lane(Lease), _position, Moved, _cancel.Token).ConfigureAwait(false);
        lock (_tail.Gate)
        {
            _handling = null;
        }

        return true;
    }

    /// <summary>Reads for itself until the tail feeds the lane; false when it does.</summary>
    private async Task<bool> CatchUp()
    {
        long from;
        long tail;
        Guid[] detours;
        lock (_tail.Gate)
        {
            (from, tail, detours) = (_queue.ReadTo, _tail.Position, _queue.Detours);
            if (_queue.TryFeed(tail))
            {
                return !_queue.IsEmpty;
            }
        }

        var (events, to) = await _effects.Read(from, tail, detours, _cancel.Token).ConfigureAwait(false);
        lock (_tail.Gate)
        {
            _queue.Add(events, to);
        }

        return true;
    }
}
