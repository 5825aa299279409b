namespace CarePlatform.GraphQL;

/// <summary>Items that come one by one.</summary>
internal sealed class AsyncSource<T>(IAsyncEnumerator<T> items) : StreamSource
{
    private readonly Queue<object?> _taken = new();
    private ValueTask<bool>? _moving;
    private bool _isOver;

    public override bool MayHaveMore => !_isOver || _taken.Count > 0;

    /// <summary>Waits for the items that come at once.</summary>
    public async ValueTask WaitFor(int count)
    {
        while (_taken.Count < count && !_isOver)
        {
            if (await items.MoveNextAsync().ConfigureAwait(false))
            {
                _taken.Enqueue(items.Current);
            }
            else
            {
                _isOver = true;
            }
        }
    }

    public override bool TryTake(out object? item) => _taken.TryDequeue(out item);

    public override async ValueTask<StreamBatch> Read(int most)
    {
        var batch = new List<object?>();
        try
        {
            while (batch.Count < most)
            {
                var moving = _moving ?? items.MoveNextAsync();
                _moving = moving;
                if (batch.Count > 0 && !moving.IsCompleted)
                {
                    return new StreamBatch(batch, IsLast: false);
                }

                _moving = null;
                if (!await moving.ConfigureAwait(false))
                {
                    _isOver = true;
                    return new StreamBatch(batch, IsLast: true);
                }

                batch.Add(items.Current);
            }
        }
#pragma warning disable CA1031 // What a source throws fails the field that it belongs to.
        catch (Exception failure)
        {
            _isOver = true;
            return new StreamBatch(batch, IsLast: true, failure);
        }
#pragma warning restore CA1031

        return new StreamBatch(batch, IsLast: false);
    }

    /// <summary>Ends the source once it has let go of the item that it was asked for last.</summary>
    public override async ValueTask DisposeAsync()
    {
        if (_moving is { } moving)
        {
            _moving = null;
            try
            {
                await moving.ConfigureAwait(false);
            }
#pragma warning disable CA1031 // Nobody waits for the item any more.
            catch (Exception)
            {
            }
#pragma warning restore CA1031
        }

        await items.DisposeAsync().ConfigureAwait(false);
    }
}
