using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using CarePlatform.GraphQL;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Platform.Tests;

/// <summary>What happens on the shelf.</summary>
[Subscription, Feature("shelf"), Requires("shelf.read")]
internal static class BookSubscriptions
{
    private static readonly ConcurrentDictionary<TenantId, TaskCompletionSource> Listening = new();

    internal static EventTopic<(TenantId Tenant, BookId Book)> News { get; } = new();

    /// <summary>Ends as soon as somebody of the tenant listens.</summary>
    internal static Task WhenHeardIn(TenantId tenant) => Listening.GetOrAdd(tenant, _ => new()).Task;

    /// <summary>Each book of which there is news.</summary>
    /// <param name="except">A book of which nobody wants to hear.</param>
    public static IAsyncEnumerable<BookId> BookNews(BookId? except, Tenant tenant, CancellationToken ct)
    {
        var news = News.Listen(ct);
        Listening.GetOrAdd(tenant.Id, _ => new()).TrySetResult();
        return Of(tenant.Id, except, news, ct);
    }

    /// <summary>How many books there were to begin with, and again with each news; only where lending is switched on.</summary>
    [Feature("shelf.lending")]
    public static async Task<IAsyncEnumerable<int>> BookCount(ShelfDb db, Tenant tenant, CancellationToken ct)
    {
        var count = await db.Books.CountAsync(ct);
        return Counting(count, Of(tenant.Id, null, News.Listen(ct), ct));
    }

    private static async IAsyncEnumerable<BookId> Of(
        TenantId tenant, BookId? except, IAsyncEnumerable<(TenantId Tenant, BookId Book)> news, [EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var (whose, book) in news.WithCancellation(ct))
        {
            if (whose == tenant && book != except)
            {
                yield return book;
            }
        }
    }

    private static async IAsyncEnumerable<int> Counting(int count, IAsyncEnumerable<BookId> books)
    {
        yield return count;
        await foreach (var _ in books)
        {
            yield return count;
        }
    }
}
