namespace CarePlatform.Platform;

/// <summary>
/// Reads many things by key in one statement, however many places of a query ask for one: the keys of a whole level are
/// collected, then <see cref="ReadAsync(IReadOnlyList{TKey}, CancellationToken)"/> runs once. Made once per request; what was read is remembered for the request.
/// </summary>
public abstract class DataLoader<TKey, TValue> : IDataLoader
    where TKey : notnull
{
    /// <summary>The value of <paramref name="key"/>, read together with all others of its level; null when there is none.</summary>
    public Loaded<TValue> For(TKey key) => new(this, key);

    /// <summary>Reads the values of all keys at once. A key that is not in the answer has no value.</summary>
    public abstract Task<IReadOnlyDictionary<TKey, TValue>> ReadAsync(IReadOnlyList<TKey> keys, CancellationToken ct);

    /// <summary>The same where it is known which columns of the rows will be looked at; null when it may be all.</summary>
    public virtual Task<IReadOnlyDictionary<TKey, TValue>> ReadAsync(IReadOnlyList<TKey> keys, Columns? shown, CancellationToken ct) =>
        ReadAsync(keys, ct);

    /// <summary>
    /// Says that these keys will be read next, so that what several loaders of a level read makes one round trip. Does nothing
    /// where a loader reads in a way of its own.
    /// </summary>
    public virtual void Announce(IReadOnlyList<TKey> keys, Columns? shown)
    {
    }

    Type IDataLoader.KeyType => typeof(TKey);

    Type IDataLoader.ValueType => typeof(TValue);
}

/// <summary>A loader whatever its types.</summary>
public interface IDataLoader
{
    Type KeyType { get; }

    Type ValueType { get; }
}

/// <summary>A value that a loader will read with the others of its level.</summary>
public readonly record struct Loaded<TValue>(IDataLoader Loader, object Key);
