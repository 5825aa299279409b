namespace CarePlatform.GraphQL;

/// <summary>
/// How the value of a field is found: read from the parent at once, resolved asynchronously, or loaded in a batch for all parents
/// of a level. Resolvers return plain values; nullability, lists and types are the executor's work. An exception fails the field,
/// whether it is thrown, or returned as the value or as an item of a list.
/// </summary>
public abstract class Resolver
{
    private protected Resolver()
    {
    }

    /// <summary>
    /// Whether the value comes straight from the parent. Such a field is read while the response is written, in the order of the
    /// document; all others are resolved before, level by level.
    /// </summary>
    internal virtual bool IsSynchronous => false;

    /// <summary>Reads the value from the parent, for example a property. It must be quick and must not wait for anything.</summary>
    public static Resolver Of<TParent, TValue>(Func<TParent, TValue> read) =>
        new SyncResolver<TParent, TValue>((parent, _, _) => read(parent)) { Simple = read };

    /// <summary>Reads the value from the parent and the coerced arguments. It must be quick and must not wait for anything.</summary>
    public static Resolver Of<TParent, TValue>(Func<TParent, InputFields, TValue> read) =>
        new SyncResolver<TParent, TValue>((parent, arguments, _) => read(parent, arguments));

    /// <summary>Reads the value from the parent, the arguments and the request. It must be quick and must not wait for anything.</summary>
    public static Resolver Of<TParent, TValue>(Func<TParent, InputFields, RequestContext, TValue> read) =>
        new SyncResolver<TParent, TValue>(read);

    /// <summary>Resolves the value asynchronously, once for each parent. Fields of lists should be batched instead.</summary>
    public static Resolver Async<TParent, TValue>(Func<TParent, FieldContext, ValueTask<TValue>> resolve) =>
        new AsyncResolver<TParent, TValue>(resolve);

    /// <summary>
    /// Resolves a list whose items come one by one, once for each parent. They are delivered as they come where the client streams the
    /// field, else together. The token of the context ends when nobody waits for more.
    /// </summary>
    public static Resolver Stream<TParent, TItem>(Func<TParent, FieldContext, IAsyncEnumerable<TItem>> resolve) =>
        new StreamResolver<TParent, TItem>(resolve);

    /// <summary>Loads the value by a key of the parent, all parents of a level in one call. No value is loaded for a null key.</summary>
    public static Resolver Batch<TParent, TKey, TValue>(Func<TParent, TKey?> key, BatchLoader<TKey, TValue> loader)
        where TKey : notnull =>
        new BatchResolver<TParent, TKey, TValue>(loader, (parent, keys) => keys.Add(key(parent)), (_, found) => found[0]);

    /// <summary>The same with a key of a value type, where null means that there is nothing to load.</summary>
    public static Resolver Batch<TParent, TKey, TValue>(Func<TParent, TKey?> key, BatchLoader<TKey, TValue> loader)
        where TKey : struct =>
        new BatchResolver<TParent, TKey, TValue>(
            loader,
            (parent, keys) =>
            {
                if (key(parent) is { } known)
                {
                    keys.Add(known);
                }
                else
                {
                    keys.AddNothing();
                }
            },
            (_, found) => found[0]);

    /// <summary>Loads by a key of the parent and makes the field's value of what was found, which is null when nothing was.</summary>
    public static Resolver Batch<TParent, TKey, TLoaded, TValue>(
        Func<TParent, TKey> key, BatchLoader<TKey, TLoaded> loader, Func<TParent, TLoaded?, TValue> select)
        where TKey : notnull =>
        new BatchResolver<TParent, TKey, TLoaded>(
            loader, (parent, keys) => keys.Add(key(parent)), (parent, found) => select(parent, found[0] is TLoaded loaded ? loaded : default));

    /// <summary>
    /// The same with the coerced arguments, for example to make a page of the list that was loaded. Every place of the document that
    /// has such a field loads for itself.
    /// </summary>
    public static Resolver Batch<TParent, TKey, TLoaded, TValue>(
        Func<TParent, TKey> key, BatchLoader<TKey, TLoaded> loader, Func<TParent, TLoaded?, InputFields, TValue> select)
        where TKey : notnull =>
        new BatchResolver<TParent, TKey, TLoaded>(
            loader,
            (parent, keys) => keys.Add(key(parent)),
            (parent, found) => select(parent, found[0] is TLoaded loaded ? loaded : default, found.Arguments));

    /// <summary>Loads a list by the keys that the parent holds, in their order; keys without a value give null items.</summary>
    public static Resolver BatchEach<TParent, TKey, TValue>(Func<TParent, IEnumerable<TKey>> keys, BatchLoader<TKey, TValue> loader)
        where TKey : notnull =>
        new BatchResolver<TParent, TKey, TValue>(
            loader,
            (parent, found) =>
            {
                foreach (var key in keys(parent))
                {
                    found.Add(key);
                }
            },
            (_, found) => found.ToArray());
}
