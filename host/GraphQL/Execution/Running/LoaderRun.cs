using System.Runtime.InteropServices;

namespace CarePlatform.GraphQL;

/// <summary>The keys of a loader in one request: those already loaded, and those that wait for the next call.</summary>
internal sealed class LoaderRun<TKey, TValue>(BatchLoader<TKey, TValue> loader, BatchContext context) : IKeyPlaces<TKey>
    where TKey : notnull
{
    private readonly Dictionary<TKey, int> _places = [];
    private readonly List<object?> _values = [];
    private List<TKey> _waiting = [];
    private List<TKey>? _announced;
    private Exception? _refusal;
    private Task _loading = Task.CompletedTask;

    /// <summary>The arguments of the fields that share this run: those of the one field that has any.</summary>
    public InputFields Arguments => context.Arguments;

    public void Expect(int keys)
    {
        _places.EnsureCapacity(_places.Count + keys);
        _values.EnsureCapacity(_values.Count + keys);
        _waiting.EnsureCapacity(_waiting.Count + keys);
    }

    public int PlaceOf(TKey key)
    {
        ref var place = ref CollectionsMarshal.GetValueRefOrAddDefault(_places, key, out var known);
        if (!known)
        {
            place = _values.Count;
            _values.Add(null);
            _waiting.Add(key);
        }

        return place;
    }

    /// <summary>The value at a place.</summary>
    public object? ValueAt(int place) => _values[place];

    /// <summary>What the loader threw instead of giving the value at a place; null when it gave one.</summary>
    public Exception? FailureAt(int place) => (_values[place] as Failure)?.Exception;

    /// <summary>Tells the loader which keys wait, once.</summary>
    public void Announce(ExecutionRun run)
    {
        if (_waiting.Count == 0 || ReferenceEquals(_announced, _waiting) || loader.Announce is not { } announce)
        {
            return;
        }

        _announced = _waiting;
        try
        {
            announce(_waiting, context);
        }
        catch (Exception exception) when (!run.IsFatal(exception))
        {
            _refusal = exception;
        }
    }

    /// <summary>Loads the keys that wait, in one call; whoever asks meanwhile waits for the same call.</summary>
    public Task LoadOnce(ExecutionRun run)
    {
        if (_waiting.Count > 0)
        {
            var keys = _waiting;
            _waiting = [];
            _loading = Load(keys, _values.Count - keys.Count, run);
        }

        return _loading;
    }

    // The keys that wait have the last places, in their order.
    private async Task Load(List<TKey> keys, int first, ExecutionRun run)
    {
        run.Request.Cancellation.ThrowIfCancellationRequested();
        try
        {
            var found = _refusal is { } refusal ? throw refusal : await loader.Load(keys, context).ConfigureAwait(false);
            for (var i = 0; i < keys.Count; i++)
            {
                _values[first + i] = found.TryGetValue(keys[i], out var value) ? value : loader.Missing;
            }
        }
        catch (Exception exception) when (!run.IsFatal(exception))
        {
            var failure = new Failure(exception);
            for (var i = 0; i < keys.Count; i++)
            {
                _values[first + i] = failure;
            }
        }
    }

    private sealed record Failure(Exception Exception);
}
