using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CarePlatform.Platform.Tests;

/// <summary>Which queries may be answered by the same statement.</summary>
public sealed class QueryShapeTests
{
    [Fact]
    public void Queries_that_differ_in_values_alone_have_one_shape()
    {
        var (one, other) = (Titled("Red", 3), Titled("Blue", 5));

        Assert.Equal(one.Shape, other.Shape);
        Assert.Equal<object?>(["Red", 3], one.Places.Select(p => p.Value));
        Assert.Equal<object?>(["Blue", 5], other.Places.Select(p => p.Value));
    }

    [Fact]
    public void Conditions_members_constants_and_order_make_another_shape()
    {
        QueryShape[] shapes =
        [
            Shape(books => books), Shape(books => books.Where(b => b.Version == 1)), Shape(books => books.Where(b => b.Version == 2)),
            Shape(books => books.Where(b => b.Version != 1)), Shape(books => books.Where(b => b.Title == "1")), Shape(books => books.OrderBy(b => b.Version)),
            Shape(books => books.OrderBy(b => b.Title)), Shape(books => books.OrderByDescending(b => b.Title)), Shape(books => books.OrderBy(b => b.Title).Take(2)),
            Shape(books => books.IgnoreQueryFilters()), Shape(books => books.Where(b => b.Title == b.Title.Trim())), Titled("Red", 3).Shape,
        ];

        Assert.Equal(shapes.Length, shapes.Distinct().Count());
    }

    [Fact]
    public void A_value_that_is_null_or_true_makes_another_shape()
    {
        Assert.NotEqual(Titled("Red", 3).Shape, Titled(null, 3).Shape);
        Assert.NotEqual(Asked(true), Asked(false));

        static QueryShape Asked(bool all) => Shape(books => books.Where(b => all || b.Version > 1));
    }

    [Fact]
    public void What_is_worked_out_of_values_alone_has_no_shape()
    {
        var (least, word) = (3, " Red ");

        Assert.Null(Of(books => books.Where(b => least > 2 || b.Version > 1)));
        Assert.Null(Of(books => books.Where(b => b.Title == word.Trim())));
        Assert.Null(Of(books => books.Where(b => b.Version == least + 1)));
        Assert.Null(Of(books => books.Where(b => b.Version == Environment.ProcessId)));
    }

    [Fact]
    public async Task A_list_by_a_kept_statement_is_the_list_that_Entity_Framework_gives()
    {
        var shelf = await ShelfTenant.New();
        await using var scope = shelf.Host.Services.CreateAsyncScope();
        var session = scope.ServiceProvider.GetRequiredService<Session>();
        session.Begin(shelf.Tenant, Actor.System, Guid.CreateVersion7());
        await session.OpenAsync(Ct);
        var db = scope.ServiceProvider.GetRequiredService<ShelfDb>();
        foreach (var title in (string[])["Ash", "Ash", "Birch", "Cedar", "100 %", ""])
        {
            db.Add(new Book { Id = BookId.From(Guid.CreateVersion7()), Title = title });
        }

        await db.SaveChangesAsync(Ct);
        var ids = await db.Books.Select(b => b.Id).ToListAsync(Ct);
        foreach (var title in (string?[])["Ash", "Birch", null, "100 %", ""])
        {
            string[] few = [title ?? "Cedar", "Ash"];
            BookId[] known = [ids[0], ids[^1]];
            int? version = title is null ? null : 1;
            await Same(db.Books.Where(b => b.Title == title));
            await Same(db.Books.Where(b => title == null || b.Title == title));
            await Same(db.Books.Where(b => few.Contains(b.Title)));
            await Same(db.Books.Where(b => known.Contains(b.Id) || b.Version == version));
            await Same(db.Books.Where(b => title != null && b.Title.StartsWith(title)));
            await Same(db.Books.Where(b => b.Title.Contains(title ?? "a")));
            await Same(db.Books.Where(b => db.Books.Where(o => o.Title == title).Select(o => o.Id).Contains(b.Id)));
        }

        async Task Same(IQueryable<Book> books)
        {
            var order = new Ordering<Book, string, BookId>(b => b.Title, b => b.Id);
            foreach (var page in (Page[])[new(3), new(Last: 2), new(2, After: (await books.ToConnection(new Page(1), order, Ct)) is { Nodes: [var first] } one ? one.CursorOf(first) : null)])
            {
                var shown = page with { Shown = new Columns("Title") };
                Assert.Equal(
                    (await books.ToConnection(shown, order, Ct)).Nodes.Select(b => b.Id),
                    (await books.ToConnection(shown with { Session = session }, order, Ct)).Nodes.Select(b => b.Id));
            }
        }
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static (QueryShape Shape, IReadOnlyList<(Type Type, object? Value)> Places, Microsoft.EntityFrameworkCore.Metadata.IModel Model) Titled(string? title, int version) =>
        Of(books => books.Where(b => b.Title == title).Where(b => b.Version == version))!.Value;

    private static QueryShape Shape(Func<IQueryable<Book>, IQueryable<Book>> query) => Of(query)!.Value.Shape;

    private static (QueryShape Shape, IReadOnlyList<(Type Type, object? Value)> Places, Microsoft.EntityFrameworkCore.Metadata.IModel Model)? Of(
        Func<IQueryable<Book>, IQueryable<Book>> query)
    {
        using var db = new ShelfDb(ContextPool<ShelfDb>.Options);
        return QueryShape.Of(query(db.Books).Expression);
    }
}
