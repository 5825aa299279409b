using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Platform.Tests;

/// <summary>Puts a book onto a place of the shelf, which holds one.</summary>
[Mutation, Feature("shelf"), Requires("shelf.write")]
internal static class PlaceBook
{
    /// <summary>What happens, once, between the question whether a place is free and the putting.</summary>
    public static ConcurrentDictionary<string, Func<Task>> Meanwhile { get; } = new();

    /// <param name="Blindly">Whether it forgets to ask first.</param>
    /// <param name="Moves">Whether it takes the place from a book that stands there.</param>
    public sealed record Input(BookId Book, string Place, bool Blindly = false, bool Moves = false);

    /// <summary>Another book stands there.</summary>
    public sealed record PlaceTaken() : Refusal("shelf.place_taken", "Another book stands there.", "input.place");

    public static async Task<Outcome<Book>> Handle(Input input, ShelfDb db, CancellationToken ct)
    {
        if (!input.Blindly
            && await db.Database.SqlQuery<int>($"select 1 as \"Value\" from shelf.places where place = {input.Place}").AnyAsync(ct))
        {
            if (!input.Moves)
            {
                return new PlaceTaken();
            }

            await db.Database.ExecuteSqlAsync($"delete from shelf.places where place = {input.Place}", ct);
        }

        if (Meanwhile.TryRemove(input.Place, out var meanwhile))
        {
            await meanwhile();
        }

        await db.Database.ExecuteSqlAsync($"insert into shelf.places (place, book) values ({input.Place}, {input.Book.Value})", ct);
        return await db.Books.SingleAsync(b => b.Id == input.Book, ct);
    }
}
