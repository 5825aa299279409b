using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;

namespace CarePlatform.Messaging;

/// <summary>
/// Handles the due messages of one lane while this host holds its lease: in due order, many in one transaction while all goes well,
/// one by one after a failure.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "Neither a wait handle nor a timer is ever taken, so there is nothing to free.")]
internal sealed class ScheduleLane : ILane
{
    /// <summary>The name under which the lanes of the schedule are leased.</summary>
    public const string Subscriber = "messaging.schedule";

    public const int Lanes = 8;

    private readonly LogDatabase _database;
    private readonly DueMessages _due;
    private readonly Signal _wake = new();
    private readonly CancellationTokenSource _cancel = new();
    private volatile Guid[]? _tenants;
    private volatile bool _stopping;

    public ScheduleLane(LogDatabase database, Lease lease)
    {
        Lease = lease;
        _database = database;
        _due = new DueMessages(database, lease);
        _wake.Set();
        Running = Task.Run(Run);
    }

    public Lease Lease { get; }

    public Task Running { get; }

    /// <summary>
    /// Says that something is due. When more is due than can be seen at a glance, each of <paramref name="tenants"/> gets its share of
    /// every batch, so that none waits behind all that another has.
    /// </summary>
    public void Wake(Guid[]? tenants)
    {
        _tenants = tenants;
        _wake.Set();
    }

    public async Task Stop(TimeSpan grace)
    {
        _stopping = true;
        _wake.Set();
        if (await Task.WhenAny(Running, Task.Delay(grace, _database.Time)).ConfigureAwait(false) != Running)
        {
            await _cancel.CancelAsync().ConfigureAwait(false);
        }

        await Running.ConfigureAwait(false);
    }

    private async Task Run()
    {
        while (!_stopping)
        {
            try
            {
                await _wake.Wait(Timeout.InfiniteTimeSpan, _cancel.Token).ConfigureAwait(false);
                while (!_stopping && await Fire().ConfigureAwait(false))
                {
                    // More may be due.
                }
            }
            catch (OperationCanceledException) when (_cancel.IsCancellationRequested)
            {
                return;
            }
            catch (LaneLostException lost)
            {
                _database.Log.LogInformation("{Reason}", lost.Message);
                _database.Meter.LaneLost(Subscriber);
                return;
            }
            catch (Exception failure)
            {
                _database.Log.LogWarning(failure, "Lane {Lane} of the schedule could not work and tries again.", Lease.Lane);
                await Task.Delay(_database.Options.PollInterval, _database.Time, _cancel.Token)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                _wake.Set();
            }
        }
    }

    /// <summary>Handles what is due now; false when nothing was.</summary>
    private async Task<bool> Fire()
    {
        Exception failure;
        try
        {
            var fired = await _due.Fire(_database.Options.TimerBatchSize, _tenants, _cancel.Token).ConfigureAwait(false);
            if (fired == 0 && _tenants is not null)
            {
                _tenants = null;
                return true;
            }

            return fired > 0;
        }
        catch (Exception batchFailure) when (batchFailure is not LaneLostException && !_cancel.IsCancellationRequested)
        {
            failure = batchFailure;
        }

        _database.Log.LogDebug(failure, "A batch of due messages is redone one by one.");
        for (var left = _database.Options.TimerBatchSize; left > 0 && !_stopping; left--)
        {
            if (!await _due.FireOne(_cancel.Token).ConfigureAwait(false))
            {
                return false;
            }
        }

        return true;
    }
}
