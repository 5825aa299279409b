namespace CarePlatform.GraphQL;

/// <summary>A resolver whose values are loaded for all parents of a level in one call.</summary>
internal abstract class BatchResolver : Resolver
{
    /// <summary>The loader, by which fields that share values are known.</summary>
    public abstract object Loader { get; }

    public abstract FieldJob CreateJob(WaveRunner waves, ExecutionRun run, FieldPlan field, int from, int to);
}

/// <inheritdoc/>
internal sealed class BatchResolver<TParent, TKey, TValue>(
    BatchLoader<TKey, TValue> loader, Action<TParent, KeyCollector<TKey>> collect, Func<TParent, LoadedValues<TKey, TValue>, object?> select)
    : BatchResolver
    where TKey : notnull
{
    public override object Loader => loader;

    public override FieldJob CreateJob(WaveRunner waves, ExecutionRun run, FieldPlan field, int from, int to) =>
        new Job(this, waves.LoaderFor(loader, field), run, field, from, to);

    private sealed class Job(
        BatchResolver<TParent, TKey, TValue> resolver, LoaderRun<TKey, TValue> load, ExecutionRun run, FieldPlan field, int from, int to)
        : FieldJob(run, field, from, to)
    {
        private readonly int[] _ends = new int[to - from];
        private readonly KeyCollector<TKey> _keys = new(load);
        private Dictionary<int, Exception>? _failures;

        public override void Prepare()
        {
            _keys.Expect(Count);
            for (var i = 0; i < Count; i++)
            {
                try
                {
                    resolver.Collect((TParent)ParentAt(i), _keys);
                }
                catch (Exception exception) when (!Execution.IsFatal(exception))
                {
                    (_failures ??= [])[i] = exception;
                }

                _ends[i] = _keys.Count;
            }
        }

        public override void Announce() => load.Announce(Execution);

        public override async ValueTask RunInOrder() => await load.LoadOnce(Execution).ConfigureAwait(false);

        public override Task RunTogether() => load.LoadOnce(Execution);

        public override void Keep()
        {
            var start = 0;
            for (var i = 0; i < Count; i++)
            {
                var values = new LoadedValues<TKey, TValue>(load, _keys, start, _ends[i] - start);
                start = _ends[i];
                try
                {
                    if ((_failures?.GetValueOrDefault(i) ?? values.Failure) is { } failure)
                    {
                        KeepFailure(i, failure);
                    }
                    else
                    {
                        KeepValue(i, resolver.Select((TParent)ParentAt(i), values));
                    }
                }
                catch (Exception exception) when (!Execution.IsFatal(exception))
                {
                    KeepFailure(i, exception);
                }
            }
        }
    }

    private void Collect(TParent parent, KeyCollector<TKey> keys) => collect(parent, keys);

    private object? Select(TParent parent, LoadedValues<TKey, TValue> values) => select(parent, values);
}

/// <summary>Takes the keys of all parents; each gets the place of its value.</summary>
internal sealed class KeyCollector<TKey>(IKeyPlaces<TKey> places)
    where TKey : notnull
{
    private readonly List<int> _slots = [];

    public int Count => _slots.Count;

    /// <summary>So many parents follow, most of which have one key.</summary>
    public void Expect(int parents)
    {
        _slots.EnsureCapacity(parents);
        places.Expect(parents);
    }

    public int this[int index] => _slots[index];

    public void Add(TKey? key) => _slots.Add(key is null ? -1 : places.PlaceOf(key));

    public void AddNothing() => _slots.Add(-1);
}

/// <summary>Gives every key a place.</summary>
internal interface IKeyPlaces<TKey>
{
    int PlaceOf(TKey key);

    /// <summary>So many keys may follow.</summary>
    void Expect(int keys);
}

/// <summary>What was loaded for the keys of one parent, in the order of the keys.</summary>
internal readonly struct LoadedValues<TKey, TValue>(LoaderRun<TKey, TValue> load, KeyCollector<TKey> keys, int start, int count)
    where TKey : notnull
{
    /// <summary>The coerced arguments of the field.</summary>
    public InputFields Arguments => load.Arguments;

    public object? this[int index] => keys[start + index] is var place and >= 0 ? load.ValueAt(place) : null;

    /// <summary>What the loader threw for one of the keys; null when it loaded all.</summary>
    public Exception? Failure
    {
        get
        {
            for (var i = 0; i < count; i++)
            {
                if (keys[start + i] is var place and >= 0 && load.FailureAt(place) is { } failure)
                {
                    return failure;
                }
            }

            return null;
        }
    }

    public object?[] ToArray()
    {
        var values = new object?[count];
        for (var i = 0; i < count; i++)
        {
            values[i] = this[i];
        }

        return values;
    }
}
