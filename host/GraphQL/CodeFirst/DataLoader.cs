namespace CarePlatform.GraphQL;

/// <summary>
/// Loads many values by key in one call, however many places of a query ask for one: the keys of a whole level are collected, then
/// <see cref="LoadAsync"/> runs once. A field takes the loader as a parameter and returns <see cref="For"/>. The loader comes from the
/// request's services.
/// </summary>
public abstract class DataLoader<TKey, TValue>
    where TKey : notnull
{
    /// <summary>The value of <paramref name="key"/>, loaded together with all others of its level; null when there is none.</summary>
    public Loaded<TKey, TValue> For(TKey key) => new(key, true);

    /// <summary>The values of all keys. A key that is not in the answer has no value; a list is then empty.</summary>
    public abstract Task<IReadOnlyDictionary<TKey, TValue>> LoadAsync(IReadOnlyList<TKey> keys, CancellationToken cancellation);
}

/// <summary>A value that a loader will load with the others of its level. The default is no value, for which nothing is loaded.</summary>
public readonly record struct Loaded<TKey, TValue>(TKey Key, bool HasKey)
    where TKey : notnull;
