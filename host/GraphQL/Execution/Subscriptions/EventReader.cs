namespace CarePlatform.GraphQL;

/// <summary>Reads the events of one subscription, one after the other.</summary>
internal abstract class EventReader : IAsyncDisposable
{
    /// <summary>The event that was read last.</summary>
    public abstract object? Current { get; }

    /// <summary>Reads the next event; false when there will be none. A source that does not heed its cancellation is left behind.</summary>
    public abstract ValueTask<bool> Read();

    public abstract ValueTask DisposeAsync();
}

/// <inheritdoc/>
internal sealed class EventReader<TEvent>(IAsyncEnumerable<TEvent> events, CancellationToken cancellation) : EventReader
{
    private readonly IAsyncEnumerator<TEvent> _events = events.GetAsyncEnumerator(cancellation);
    private Task<bool> _pending = Task.FromResult(false);

    public override object? Current => _events.Current;

    public override ValueTask<bool> Read()
    {
        cancellation.ThrowIfCancellationRequested();
        var next = _events.MoveNextAsync();
        return next.IsCompletedSuccessfully ? new ValueTask<bool>(next.Result) : Wait(next.AsTask());
    }

    public override ValueTask DisposeAsync()
    {
        if (_pending.IsCompleted)
        {
            return _events.DisposeAsync();
        }

        // An enumerator must not be disposed while it is asked for the next item.
        _ = _pending.ContinueWith(
            async (ended, _) =>
            {
                _ = ended.Exception;
                await _events.DisposeAsync().ConfigureAwait(false);
            },
            null,
            CancellationToken.None,
            TaskContinuationOptions.None,
            TaskScheduler.Default);
        return ValueTask.CompletedTask;
    }

    private async ValueTask<bool> Wait(Task<bool> next)
    {
        _pending = next;
        return await next.WaitAsync(cancellation).ConfigureAwait(false);
    }
}
