using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Platform.Tests;

/// <summary>A book is to be looked at.</summary>
[Timer("shelf.look@1")]
public sealed record Look([property: Stream] BookId Book);

/// <summary>Sets timers to look at a book, all for the same moment.</summary>
[Mutation, Feature("shelf"), Requires("shelf.write")]
internal static class LookAtBook
{
    public sealed record Input(BookId Book, int Times);

    public static async Task<Outcome<Book>> Handle(Input input, ShelfDb db, Timers timers, TimeProvider clock, CancellationToken ct)
    {
        var when = clock.GetUtcNow().AddDays(1);
        for (var i = 0; i < input.Times; i++)
        {
            await timers.Set(new Look(input.Book), $"{input.Book} {i}", when, ct);
        }

        return await db.Books.SingleAsync(b => b.Id == input.Book, ct);
    }
}

/// <summary>Writes down how many looks fell due together; nobody looks at a slippery book.</summary>
[Retries]
internal static class WhenLooksFallDue
{
    public static async Task Handle(IReadOnlyList<Look> due, ShelfDb db, CancellationToken ct)
    {
        foreach (var looks in due.GroupBy(look => look.Book))
        {
            var book = await db.Books.SingleAsync(b => b.Id == looks.Key, ct);
            book.Title = book.Title.StartsWith("Slippery", StringComparison.Ordinal)
                ? throw new InvalidOperationException("It slipped away.")
                : $"looked {looks.Count()} times";
        }
    }
}
