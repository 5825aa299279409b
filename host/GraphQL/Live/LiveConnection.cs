using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace CarePlatform.GraphQL;

/// <summary>One open connection whatever its transport: its session, and the operations that run over it.</summary>
internal sealed class LiveConnection(LiveSession session, LiveOptions options, ILogger logger, CancellationToken gone) : IAsyncDisposable
{
    private readonly CancellationTokenSource _end = CancellationTokenSource.CreateLinkedTokenSource(gone);
    private readonly ConcurrentDictionary<string, LiveOperation> _operations = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<LiveOperation, Task> _running = new();
    private int _count;
    private int _isDenied;

    public LiveSession Session => session;

    public LiveOptions Options => options;

    public ILogger Logger => logger;

    /// <summary>Cancelled when the connection ends.</summary>
    public CancellationToken Ended => _end.Token;

    /// <summary>Called once with the reason when the session may not go on.</summary>
    public Func<string, ValueTask>? Denied { get; set; }

    /// <summary>The ids of the operations under way.</summary>
    public IReadOnlyList<string> Ids => [.. _operations.Keys];

    /// <summary>Whether an operation of this id is under way.</summary>
    public bool Has(string id) => _operations.ContainsKey(id);

    /// <summary>Makes room for an operation; null when as many run as may, or another took the id meanwhile.</summary>
    public LiveOperation? Add(string id, RequestParameters parameters, OperationKinds allowed)
    {
        // Those that were stopped and have not come to their end count too: nobody gets more by starting and stopping.
        var operation = new LiveOperation(this, id, parameters, allowed);
        if (Interlocked.Increment(ref _count) <= options.MaxOperations && _operations.TryAdd(id, operation))
        {
            return operation;
        }

        Interlocked.Decrement(ref _count);
        operation.Abandon();
        return null;
    }

    /// <summary>Lets the operation run beside the others until it has ended.</summary>
    public void Run(LiveOperation operation, Func<LiveOperation, Task> work)
    {
        var running = RunToEnd(operation, work);
        if (!running.IsCompleted)
        {
            _running[operation] = running;
            if (running.IsCompleted)
            {
                _running.TryRemove(operation, out _);
            }
        }
    }

    /// <summary>Stops the operation of this id, if there is one. Its id is free at once.</summary>
    public bool Stop(string id)
    {
        if (!_operations.TryRemove(id, out var operation))
        {
            return false;
        }

        operation.Stop();
        return true;
    }

    /// <summary>Frees the id of an operation that needs it no more; false when it was stopped before.</summary>
    public bool Release(LiveOperation operation) => _operations.TryRemove(KeyValuePair.Create(operation.Id, operation));

    /// <summary>Ends an operation that never ran.</summary>
    public async ValueTask Drop(LiveOperation operation)
    {
        Release(operation);
        try
        {
            await operation.DisposeAsync().ConfigureAwait(false);
        }
        finally
        {
            Interlocked.Decrement(ref _count);
        }
    }

    /// <summary>Refuses to go on when the session has ended, which ends the connection.</summary>
    public async ValueTask RequireSession(CancellationToken cancellation)
    {
        if (await session.FindEnd(cancellation).ConfigureAwait(false) is { } reason)
        {
            if (Interlocked.Exchange(ref _isDenied, 1) == 0 && Denied is { } tell)
            {
                await tell(reason).ConfigureAwait(false);
            }

            throw new GraphQLException(reason, "FORBIDDEN");
        }
    }

    /// <summary>Asks from time to time whether the session may go on, until it may not or the connection has ended.</summary>
    public async Task Watch()
    {
        using var timer = new PeriodicTimer(options.SessionCheck, options.Time);
        try
        {
            while (await timer.WaitForNextTickAsync(Ended).ConfigureAwait(false))
            {
                try
                {
                    await RequireSession(Ended).ConfigureAwait(false);
                }
                catch (Exception failure) when (failure is not OperationCanceledException and not GraphQLException)
                {
                    logger.LogError(failure, "Whether a live GraphQL session may go on could not be found out; it is asked again");
                }
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or GraphQLException)
        {
        }
    }

    /// <summary>Stops everything.</summary>
    public Task End() => _end.CancelAsync();

    public async ValueTask DisposeAsync()
    {
        await End().ConfigureAwait(false);
        await Task.WhenAll(_running.Values).ConfigureAwait(false);
        await session.DisposeAsync().ConfigureAwait(false);
        _end.Dispose();
    }

    private async Task RunToEnd(LiveOperation operation, Func<LiveOperation, Task> work)
    {
        try
        {
            await work(operation).ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            Note(failure);
        }

        try
        {
            await Drop(operation).ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            Note(failure);
        }

        _running.TryRemove(operation, out _);
    }

    // Once the operation is to end, it ends with whatever exception the transport has for that.
    private void Note(Exception failure)
    {
        if (failure is not OperationCanceledException && !Ended.IsCancellationRequested)
        {
            logger.LogError(failure, "A live GraphQL operation failed outside its execution");
        }
    }
}
