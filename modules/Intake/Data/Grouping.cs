namespace CarePlatform.Intake;

/// <summary>Puts rows with the same key together, in their order.</summary>
internal static class Grouping
{
    public static IReadOnlyDictionary<TKey, IReadOnlyList<T>> By<TKey, T>(this IReadOnlyList<T> rows, Func<T, TKey> key)
        where TKey : notnull => rows.GroupBy(key).ToDictionary(g => g.Key, g => (IReadOnlyList<T>)[.. g]);
}
