namespace CarePlatform.GraphQL;

/// <summary>Runs queries asynchronously where their provider can, which it shows by its queries being asynchronous sequences.</summary>
internal static class AsyncQuery
{
    public static async ValueTask<List<T>> ToList<T>(IQueryable<T> query, CancellationToken cancellation)
    {
        if (query is not IAsyncEnumerable<T> rows)
        {
            return [.. query];
        }

        var list = new List<T>();
        await foreach (var row in rows.WithCancellation(cancellation).ConfigureAwait(false))
        {
            list.Add(row);
        }

        return list;
    }

    public static async ValueTask<int> Count<T>(IQueryable<T> query, int atMost, CancellationToken cancellation) =>
        (await ToList(Counts(query, atMost), cancellation).ConfigureAwait(false)).FirstOrDefault();

    /// <summary>A count that is a query, so that it too can run asynchronously.</summary>
    public static IQueryable<int> Counts<T>(IQueryable<T> query, int atMost) => query.Take(atMost).GroupBy(_ => 1).Select(all => all.Count());
}
