using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CarePlatform.Platform.Tests;

/// <summary>Many changes of one context, saved at once: they end as if each row had been written by itself.</summary>
public sealed class ManyRowsTests
{
    private const int Many = 100;

    [Fact]
    public async Task Many_rows_are_added_and_changed_together()
    {
        await using var scope = await Scope();
        var db = scope.ServiceProvider.GetRequiredService<ShelfDb>();
        var books = Books(Many);
        db.AddRange(books);
        db.AddRange(books.Select(b => new Label { Id = Guid.CreateVersion7(), Book = b.Id }));
        await db.SaveChangesAsync(Ct);
        foreach (var book in books.Skip(1))
        {
            book.Title = $"{book.Title}'s \"sequel\", {{1,2}} \\ ";
        }

        await db.SaveChangesAsync(Ct);

        Assert.All(db.ChangeTracker.Entries(), e => Assert.Equal(EntityState.Unchanged, e.State));
        var found = await db.Books.AsNoTracking().ToDictionaryAsync(b => b.Id, Ct);
        Assert.Equal(("Book 0", 1), (found[books[0].Id].Title, found[books[0].Id].Version));
        Assert.All(books.Skip(1), b => Assert.Equal((b.Title, 2), (found[b.Id].Title, found[b.Id].Version)));
        Assert.Equal(books.Select(b => b.Id).OrderBy(b => b.Value), (await db.Labels.AsNoTracking().ToListAsync(Ct)).Select(l => l.Book).OrderBy(b => b.Value));
    }

    [Fact]
    public async Task A_row_that_changed_since_it_was_read_is_not_overwritten()
    {
        await using var scope = await Scope();
        var db = scope.ServiceProvider.GetRequiredService<ShelfDb>();
        var books = Books(Many);
        db.AddRange(books);
        await db.SaveChangesAsync(Ct);
        await db.Database.ExecuteSqlAsync($"update shelf.books set title = 'Theirs', version = 2 where id = {books[7].Id.Value}", Ct);
        foreach (var book in books)
        {
            book.Title = "Mine";
        }

        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => db.SaveChangesAsync(Ct));
        Assert.Equal("Theirs", await db.Books.AsNoTracking().Where(b => b.Id == books[7].Id).Select(b => b.Title).SingleAsync(Ct));
    }

    [Fact]
    public async Task What_the_database_refuses_is_refused_as_for_one_row()
    {
        await using var scope = await Scope();
        var db = scope.ServiceProvider.GetRequiredService<ShelfDb>();
        db.AddRange(Books(Many));
        db.Add(new Label { Id = Guid.CreateVersion7(), Book = BookId.From(Guid.CreateVersion7()) });
        await Assert.ThrowsAsync<DbUpdateException>(() => db.SaveChangesAsync(Ct));
    }

    [Fact]
    public async Task Rows_that_are_removed_among_many_others_are_gone()
    {
        await using var scope = await Scope();
        var db = scope.ServiceProvider.GetRequiredService<ShelfDb>();
        var books = Books(Many);
        db.AddRange(books);
        await db.SaveChangesAsync(Ct);
        db.Remove(books[3]);
        foreach (var book in books.Where(b => b != books[3]))
        {
            book.Title = "Kept";
        }

        await db.SaveChangesAsync(Ct);
        Assert.Equal(Many - 1, await db.Books.CountAsync(b => b.Title == "Kept", Ct));
        Assert.Equal(Many - 1, await db.Books.CountAsync(Ct));
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static List<Book> Books(int count) =>
        [.. Enumerable.Range(0, count).Select(i => new Book { Id = BookId.From(Guid.CreateVersion7()), Title = $"Book {i}" })];

    private static async Task<AsyncServiceScope> Scope()
    {
        var shelf = await ShelfTenant.New();
        var scope = shelf.Host.Services.CreateAsyncScope();
        var session = scope.ServiceProvider.GetRequiredService<Session>();
        session.Begin(shelf.Tenant, Actor.System, Guid.CreateVersion7());
        await session.OpenAsync(Ct);
        return scope;
    }
}
