using System.Collections.Concurrent;
using System.Linq.Expressions;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace CarePlatform.Platform.Tests;

/// <summary>A book.</summary>
public readonly record struct BookId(Guid Value) : IId<BookId>
{
    public static string Prefix => "book";

    public static BookId From(Guid value) => new(value);

    public override string ToString() => Id.Format(this);
}

/// <summary>A book came onto the shelf, as it was told at first.</summary>
[Event("shelf.book-added@1")]
public sealed record BookAddedOnce([property: Stream] BookId Book, int Copies);

/// <summary>A book came onto the shelf, as it was told when copies were counted in words.</summary>
[Event("shelf.book-added@2")]
public sealed record BookAddedTwice([property: Stream] BookId Book, string Copies) : ISupersedes<BookAddedTwice, BookAddedOnce>
{
    public static BookAddedTwice From(BookAddedOnce old) => new(old.Book, old.Copies == 1 ? "one" : "several");
}

/// <summary>A book came onto the shelf.</summary>
[Event("shelf.book-added@3")]
public sealed record BookAdded([property: Stream] BookId Book, bool Sole) : ISupersedes<BookAdded, BookAddedTwice>
{
    public static BookAdded From(BookAddedTwice old) => new(old.Book, old.Copies == "one");
}

internal sealed class Book
{
    public BookId Id { get; init; }

    public required string Title { get; set; }

    public int Version { get; private set; } = 1;
}

internal sealed class Label
{
    public Guid Id { get; init; }

    public BookId Book { get; init; }
}

internal sealed class ShelfDb(DbContextOptions options) : ModuleDb(options)
{
    public override string Schema => "shelf";

    public DbSet<Book> Books => Set<Book>();

    public DbSet<Label> Labels => Set<Label>();

    public DbSet<Confession> Confessions => Set<Confession>();
}

/// <summary>A small module that is there to see the platform at work.</summary>
public sealed class ShelfModule : IModule
{
    public static MigrationSet Migrations { get; } = MigrationSet.From("shelf", [new Migration(1, "0001-shelf", """
        grant usage on schema shelf to care_app;
        create table shelf.books (id uuid primary key, tenant_id uuid not null, title text not null, version int not null);
        call platform.protect('shelf.books');
        create table shelf.labels (id uuid primary key, tenant_id uuid not null, book uuid not null references shelf.books (id));
        call platform.protect('shelf.labels');
        create table shelf.confessions (id uuid primary key, tenant_id uuid not null, book uuid, text text);
        call platform.protect('shelf.confessions');
        create table shelf.places (
            place text not null, tenant_id uuid not null default platform.current_tenant(), book uuid not null,
            constraint one_book_a_place unique (tenant_id, place));
        call platform.protect('shelf.places');
        """)]);

    public string Name => "shelf";

    public IReadOnlyList<FeatureDeclaration> Features => [new("shelf", "Books"), new("shelf.lending", "Lending", "shelf")];

    public IReadOnlyList<PermissionDeclaration> Permissions => [new("shelf.read", "Read"), new("shelf.write", "Write")];
}

/// <summary>A book as it is shown.</summary>
[View<Book>]
internal static class BookView
{
    /// <summary>The book's id.</summary>
    public static BookId Id(Book book) => book.Id;

    /// <summary>What it is called.</summary>
    public static string Title(Book book) => book.Title;

    /// <summary>How often it was changed.</summary>
    public static int Version(Book book) => book.Version;

    /// <summary>How many labels stick on it.</summary>
    public static Loaded<IReadOnlyList<Label>> Labels(Book book, LabelsByBook labels) => labels.For(book.Id);
}

/// <summary>A label as it is shown.</summary>
[View<Label>]
internal static class LabelView
{
    /// <summary>The book that it sticks on.</summary>
    public static BookId Book(Label label) => label.Book;
}

internal sealed class BookById(ShelfDb db) : RowById<ShelfDb, BookId, Book>(db)
{
    protected override Expression<Func<Book, BookId>> Key => b => b.Id;

    protected override IQueryable<Book> Rows(Reach reach) => Db.Books;
}

internal sealed class LabelsByBook(ShelfDb db) : RowsBy<ShelfDb, BookId, Label>(db)
{
    protected override Expression<Func<Label, BookId>> Key => l => l.Book;

    protected override IQueryable<Label> Rows(Reach reach) => Db.Labels;
}

/// <summary>Books on the shelf.</summary>
[Query, Feature("shelf"), Requires("shelf.read")]
internal static class BookQueries
{
    /// <summary>The books by title.</summary>
    public static Task<Connection<Book>> Books(string? title, Page page, ShelfDb db, CancellationToken ct) => db.Books
        .Where(b => title == null || b.Title == title)
        .ToConnection(page, new Ordering<Book, string, BookId>(b => b.Title, b => b.Id), ct);
}

/// <summary>Puts a book onto the shelf.</summary>
[Mutation, Feature("shelf"), Requires("shelf.write")]
internal static class AddBook
{
    /// <param name="Title">What it is called.</param>
    public sealed record Input(string Title);

    internal sealed class Validator : AbstractValidator<Input>
    {
        public Validator() => RuleFor(i => i.Title).NotEmpty().WithMessage("A book needs a title.");
    }

    public static Outcome<Book> Handle(Input input, ShelfDb db, TimeProvider clock)
    {
        var book = new Book { Id = Id.New<BookId>(clock), Title = input.Title };
        db.Add(book);
        return Outcome.Of(book).Publishing(new BookAdded(book.Id, Sole: true));
    }
}

/// <summary>Gives a book another title.</summary>
[Mutation, Feature("shelf"), Requires("shelf.write")]
internal static class RenameBook
{
    /// <summary>What happens each time between the reading of the book and the writing of this title.</summary>
    public static ConcurrentDictionary<string, Func<Task>> Meanwhile { get; } = new();

    public sealed record Input(BookId Book, string Title, int? ExpectedVersion = null);

    public static async Task<Outcome<Book>> Handle(Input input, ShelfDb db, CancellationToken ct)
    {
        if (await db.Books.SingleOrDefaultAsync(b => b.Id == input.Book, ct) is not { } book)
        {
            return new NotFound("input.book");
        }

        if (input.ExpectedVersion is { } expected && expected != book.Version)
        {
            return new VersionConflict(expected, book.Version);
        }

        if (Meanwhile.TryGetValue(input.Title, out var meanwhile))
        {
            await meanwhile();
        }

        book.Title = input.Title;
        return book;
    }
}

/// <summary>Lends a book; only where lending is switched on.</summary>
[Mutation, Feature("shelf.lending"), Requires("shelf.write")]
internal static class LendBook
{
    public sealed record Input(BookId Book);

    public static async Task<Outcome<Book>> Handle(Input input, ShelfDb db, CancellationToken ct) =>
        await db.Books.SingleOrDefaultAsync(b => b.Id == input.Book, ct) is { } book ? book : new NotFound("input.book");
}

/// <summary>Falls over after it has written.</summary>
[Mutation, Feature("shelf"), Requires("shelf.write")]
internal static class DropShelf
{
    public static Task<Outcome<Book>> Handle(ShelfDb db, TimeProvider clock)
    {
        db.Add(new Book { Id = Id.New<BookId>(clock), Title = "dropped" });
        throw new InvalidOperationException("The shelf fell over: secret details.");
    }
}

/// <summary>Every book that comes gets a label, and a second one when there are several; none sticks on a slippery book.</summary>
[Replayable, Retries]
internal static class WhenBookAdded
{
    public static async Task Handle(BookAdded added, ShelfDb db, TimeProvider clock, CancellationToken ct)
    {
        if (await db.Books.AnyAsync(b => b.Id == added.Book && b.Title.StartsWith("Slippery"), ct))
        {
            throw new InvalidOperationException("No label sticks.");
        }

        for (var label = 0; label < (added.Sole ? 1 : 2); label++)
        {
            db.Add(new Label { Id = Guid.CreateVersion7(clock.GetUtcNow()), Book = added.Book });
        }
    }
}

/// <summary>What was told in other words is entered as the book's title, as it is read today.</summary>
internal static class WhenAnythingHappensToBooks
{
    public static async Task Handle(LogEntry happened, ShelfDb db, CancellationToken ct)
    {
        if (happened.Type == "shelf.book-added@3" && happened.As<BookAdded>() is { Sole: false } added)
        {
            (await db.Books.SingleAsync(b => b.Id == added.Book, ct)).Title = $"{happened.Type} {happened.Payload}";
        }
    }
}
