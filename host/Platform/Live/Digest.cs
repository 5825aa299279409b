namespace CarePlatform.Platform;

/// <summary>What waits to be told to one listener: bounded, whatever happens and however slowly it is read.</summary>
internal sealed class Digest<TNews>(Func<TNews, bool> concerns, int capacity)
    where TNews : class, INews<TNews>
{
    private readonly Lock _gate = new();
    private OrderedDictionary<object, TNews> _waiting = [];
    private TaskCompletionSource _isThere = Unfulfilled();
    private bool _missed = true;

    /// <summary>Takes what happened in one go; null stands for what may be anything.</summary>
    public void Take(IReadOnlyList<TNews?> news)
    {
        lock (_gate)
        {
            var any = false;
            foreach (var one in news)
            {
                if (one is null)
                {
                    any = _missed = true;
                }
                else if (concerns(one))
                {
                    any = true;
                    Add(one);
                }
            }

            if (any)
            {
                _isThere.TrySetResult();
            }
        }
    }

    /// <summary>Everything that waits, as soon as there is something.</summary>
    public async Task<Told<TNews>> Next(CancellationToken ct)
    {
        while (true)
        {
            Task isThere;
            lock (_gate)
            {
                if (_missed || _waiting.Count > 0)
                {
                    var told = new Told<TNews>([.. _waiting.Values], _missed);
                    (_waiting, _missed, _isThere) = ([], false, Unfulfilled());
                    return told;
                }

                isThere = _isThere.Task;
            }

            await isThere.WaitAsync(ct);
        }
    }

    private static TaskCompletionSource Unfulfilled() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Add(TNews one)
    {
        if (_waiting.TryGetValue(one.Key, out var earlier))
        {
            _waiting[one.Key] = earlier.Then(one);
        }
        else if (_waiting.Count < capacity)
        {
            _waiting.Add(one.Key, one);
        }
        else
        {
            _missed = true;
        }
    }
}
