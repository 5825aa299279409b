namespace CarePlatform.GraphQL;

/// <summary>
/// Loads values by their keys, all keys of a level in one call. A key is loaded once in a request, whichever field asks for it;
/// only fields with arguments have results of their own.
/// </summary>
public sealed class BatchLoader<TKey, TValue>
    where TKey : notnull
{
    /// <summary>
    /// A loader by this function, which is given each key once. A key that it does not return has the value
    /// <paramref name="missing"/>. When it throws, every field that waits for it fails.
    /// </summary>
    public BatchLoader(
        string name,
        Func<IReadOnlyList<TKey>, BatchContext, ValueTask<IReadOnlyDictionary<TKey, TValue>>> load,
        TValue? missing = default)
    {
        Name = name;
        Load = load;
        Missing = missing;
    }

    /// <summary>
    /// Told the keys of a level before anything of that level is loaded, so that a host can ask once for what several loaders want.
    /// The same list of keys is loaded afterwards. What this throws is what loading throws.
    /// </summary>
    public Action<IReadOnlyList<TKey>, BatchContext>? Announce { get; init; }

    /// <summary>What logs and traces call the loader.</summary>
    public string Name { get; }

    internal Func<IReadOnlyList<TKey>, BatchContext, ValueTask<IReadOnlyDictionary<TKey, TValue>>> Load { get; }

    internal TValue? Missing { get; }
}

/// <summary>Makes loaders.</summary>
public static class BatchLoader
{
    /// <summary>A loader of one value for each key.</summary>
    public static BatchLoader<TKey, TValue> One<TKey, TValue>(
        string name, Func<IReadOnlyList<TKey>, BatchContext, ValueTask<IReadOnlyDictionary<TKey, TValue>>> load)
        where TKey : notnull =>
        new(name, load);

    /// <summary>A loader of a list for each key; a key without values has an empty list.</summary>
    public static BatchLoader<TKey, IReadOnlyList<TValue>> Many<TKey, TValue>(
        string name, Func<IReadOnlyList<TKey>, BatchContext, ValueTask<ILookup<TKey, TValue>>> load)
        where TKey : notnull =>
        new(
            name,
            async (keys, context) =>
            {
                var found = await load(keys, context).ConfigureAwait(false);
                var lists = new Dictionary<TKey, IReadOnlyList<TValue>>(found.Count);
                foreach (var group in found)
                {
                    lists[group.Key] = group as IReadOnlyList<TValue> ?? [.. group];
                }

                return lists;
            },
            missing: []);
}
