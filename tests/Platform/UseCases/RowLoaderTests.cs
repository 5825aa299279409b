using System.Linq.Expressions;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Xunit;

namespace CarePlatform.Platform.Tests;

/// <summary>Loaders that say what their rows are, and leave the statement to the platform.</summary>
public sealed class RowLoaderTests
{
    [Fact]
    public async Task Rows_are_found_by_the_keys_that_they_carry()
    {
        await using var scope = await Scope();
        var db = scope.ServiceProvider.GetRequiredService<ShelfDb>();
        var (red, blue, bare) = (NewBook("Red"), NewBook("Blue"), NewBook("Bare"));
        db.AddRange(red, blue, bare, NewLabel(red), NewLabel(red), NewLabel(blue));
        await db.SaveChangesAsync(Ct);

        var labels = await new LabelsByBook(db).ReadAsync([red.Id, bare.Id], Ct);
        var books = await new BookById(db).ReadAsync([blue.Id, BookId.From(Guid.CreateVersion7())], Ct);

        Assert.Equal([red.Id], labels.Keys);
        Assert.Equal(2, labels[red.Id].Count);
        Assert.Equal("Blue", Assert.Single(books).Value.Title);
    }

    [Fact]
    public async Task Columns_that_nobody_looks_at_are_not_read()
    {
        await using var scope = await Scope();
        var db = scope.ServiceProvider.GetRequiredService<ShelfDb>();
        var book = NewBook("Red");
        db.Add(book);
        await db.SaveChangesAsync(Ct);

        var shown = Assert.Single(await new BookById(db).ReadAsync([book.Id], new Columns("Version"), Ct)).Value;

        Assert.Equal((book.Id, 1, null), (shown.Id, shown.Version, shown.Title));
    }

    [Fact]
    public async Task After_many_choices_of_columns_rows_are_read_whole()
    {
        await using var scope = await Scope();
        var db = scope.ServiceProvider.GetRequiredService<ShelfDb>();
        var book = NewBook("Red");
        var label = NewLabel(book);
        db.AddRange(book, label);
        await db.SaveChangesAsync(Ct);

        var few = Assert.Single((await new LabelsByBook(db).ReadAsync([book.Id], new Columns("Book"), Ct))[book.Id]);
        for (var many = 2; many <= Columns.MostSets; many++)
        {
            await new LabelsByBook(db).ReadAsync([book.Id], new Columns(string.Join(',', Enumerable.Repeat("Book", many))), Ct);
        }

        var whole = Assert.Single((await new LabelsByBook(db).ReadAsync([book.Id], new Columns("Book,Book,Id"), Ct))[book.Id]);

        Assert.Equal((default, label.Id), (few.Id, whole.Id));
    }

    [Fact]
    public async Task What_was_announced_comes_with_the_first_that_is_read()
    {
        await using var scope = await Scope();
        var db = scope.ServiceProvider.GetRequiredService<ShelfDb>();
        var book = NewBook("Red");
        db.AddRange(book, NewLabel(book));
        await db.SaveChangesAsync(Ct);
        var (books, labels) = (new BookById(db), new LabelsByBook(db));
        List<BookId> bookKeys = [book.Id], labelKeys = [book.Id];
        books.Announce(bookKeys, null);
        labels.Announce(labelKeys, null);

        Assert.Single(await books.ReadAsync(bookKeys, Ct));
        await scope.ServiceProvider.GetRequiredService<Session>().CloseAsync();

        // Without a connection, nothing can be asked any more.
        Assert.Equal(book.Id, Assert.Single(Assert.Single(await labels.ReadAsync(labelKeys, Ct)).Value).Book);
        Assert.False(scope.ServiceProvider.GetRequiredService<Session>().IsOpen);
    }

    [Fact]
    public async Task When_reading_together_fails_each_loader_fails()
    {
        await using var scope = await Scope();
        var db = scope.ServiceProvider.GetRequiredService<ShelfDb>();
        var session = scope.ServiceProvider.GetRequiredService<Session>();
        await using (var broken = new NpgsqlCommand("select 1 / 0", session.Connection))
        {
            await Assert.ThrowsAsync<PostgresException>(() => broken.ExecuteScalarAsync(Ct));
        }

        var (books, labels) = (new BookById(db), new LabelsByBook(db));
        List<BookId> bookKeys = [default], labelKeys = [default];
        books.Announce(bookKeys, null);
        labels.Announce(labelKeys, null);

        await Assert.ThrowsAsync<PostgresException>(() => books.ReadAsync(bookKeys, Ct));
        await Assert.ThrowsAsync<PostgresException>(() => labels.ReadAsync(labelKeys, Ct));
    }

    [Fact]
    public async Task A_loader_that_compares_with_something_of_the_moment_is_refused()
    {
        await using var scope = await Scope();
        var loader = new BookOfTheDay(scope.ServiceProvider.GetRequiredService<ShelfDb>(), TimeProvider.System);

        var refused = await Assert.ThrowsAsync<DeclarationException>(async () => await loader.ReadAsync(["Monday"], Ct));

        Assert.Contains("db.Me", refused.Message, StringComparison.Ordinal);
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static async Task<AsyncServiceScope> Scope()
    {
        var shelf = await ShelfTenant.New();
        var scope = shelf.Host.Services.CreateAsyncScope();
        var session = scope.ServiceProvider.GetRequiredService<Session>();
        session.Begin(shelf.Tenant, Actor.System, Guid.CreateVersion7());
        await session.OpenAsync(Ct);
        return scope;
    }

    private static Book NewBook(string title) => new() { Id = BookId.From(Guid.CreateVersion7()), Title = title };

    private static Label NewLabel(Book book) => new() { Id = Guid.CreateVersion7(), Book = book.Id };

    private sealed class BookOfTheDay(ShelfDb db, TimeProvider clock) : RowById<ShelfDb, string, Book>(db)
    {
        protected override Expression<Func<Book, string>> Key => b => b.Title;

        protected override IQueryable<Book> Rows(Reach reach)
        {
            var today = clock.GetUtcNow().DayOfWeek.ToString();
            return Db.Books.Where(b => b.Title == today);
        }
    }
}
