using CarePlatform.GraphQL;

namespace CarePlatform.Platform.Tests;

/// <summary>The classes of a small bookshop: whatever can be said in C# is said somewhere in it.</summary>
internal static class Bookshop
{
    public static readonly Type[] Types =
    [
        typeof(ShopQueries), typeof(ShopMutations), typeof(Work), typeof(Item), typeof(Book), typeof(BookFields), typeof(Map), typeof(Author),
        typeof(AuthorFields), typeof(Search), typeof(Shelving), typeof(NewBook), typeof(BookBy),
    ];

    public static readonly Book[] Books =
    [
        new(1, "Emma", 1815, Genre.Novel, 1, ["classic", "satire"]),
        new(2, "Persuasion", 1817, Genre.Novel, 1, []),
        new(3, "Anonymous", null, Genre.ShortStory, null, []),
    ];

    /// <summary>What can be bought.</summary>
    [InterfaceType]
    public interface Item
    {
        /// <summary>Unique in the shop.</summary>
        [ID]
        string Key { get; }
    }

    /// <summary>What somebody has made.</summary>
    [InterfaceType]
    public interface Work : Item
    {
        /// <summary>What it is called.</summary>
        string Title { get; }
    }

    /// <summary>What a search finds.</summary>
    [UnionType("Found")]
    public interface Search;

    /// <summary>What a book is.</summary>
    public enum Genre
    {
        /// <summary>Long.</summary>
        Novel,

        /// <summary>Short.</summary>
        [GraphQLName("SHORT")]
        ShortStory,

        [GraphQLDeprecated("nobody buys them")]
        Pamphlet,

        [GraphQLIgnore]
        Unknown,
    }

    /// <summary>A book.</summary>
    /// <param name="Id">Nobody's business.</param>
    /// <param name="Title"><inheritdoc/></param>
    /// <param name="Year">When it came out.</param>
    /// <param name="Genre">What it is.</param>
    /// <param name="AuthorId">Who wrote it.</param>
    /// <param name="Tags">What people say of it.</param>
    [ObjectType]
    public sealed record Book(
        [property: GraphQLIgnore] int Id, string Title, int? Year, Genre Genre, [property: GraphQLIgnore] int? AuthorId, IReadOnlyList<string> Tags) : Work, Search
    {
        /// <inheritdoc/>
        public string Key => $"book-{Id}";

        /// <summary>How old it is.</summary>
        /// <param name="now">The year to count from.</param>
        public int? Age(int now = 2026) => now - Year;
    }

    /// <summary>Knows more about books than a book itself.</summary>
    [ObjectType<Book>]
    public static class BookFields
    {
        /// <summary>Who wrote it, when that is known.</summary>
        public static Loaded<int, Author> Author(Book book, AuthorLoader authors) => book.AuthorId is { } id ? authors.For(id) : default;

        /// <summary>The title, loudly.</summary>
        [Obsolete("shout yourself")]
        public static string Shout([Service] TextInfo text, [Parent] Book book) => text.Upper(book.Title);
    }

    [ObjectType("Chart")]
    public sealed class Map : Item, Search
    {
        public string Key => "map-1";

        public double Scale => 0.5;

        [return: ID]
        public string Twin() => "map-2";
    }

    public sealed class Author(int id, string name)
    {
        public int Id => id;

        public string Name => name;
    }

    /// <summary>Who writes.</summary>
    [ObjectType<Author>(HidesProperties = true)]
    public static class AuthorFields
    {
        /// <summary>The name.</summary>
        public static string Name(Author author) => author.Name;

        /// <summary>All books, by year.</summary>
        public static Loaded<int, IReadOnlyList<Book>> Books(Author author, BooksOfAuthorLoader books) => books.For(author.Id);
    }

    /// <summary>Where books stand.</summary>
    [ObjectType]
    public sealed record Shelving(DateOnly Since, Guid Wall, decimal Price, IReadOnlyList<IReadOnlyList<int?>>? Grid);

    /// <summary>A book to be added.</summary>
    /// <param name="Title">What it is called.</param>
    /// <param name="Genre">What it is.</param>
    /// <param name="Tags">What people say of it.</param>
    /// <param name="Year">When it came out.</param>
    /// <param name="Copies">How many there are.</param>
    /// <param name="Kind">An older name of the genre.</param>
    [InputType]
    public sealed record NewBook(
        string Title, Genre Genre, Optional<IReadOnlyList<string>?> Tags, int? Year, byte Copies = 1, [property: Obsolete("use genre")] Genre Kind = Genre.Novel);

    /// <summary>One way to find a book.</summary>
    [OneOf]
    [InputType("BookBy")]
    public sealed class BookBy
    {
        /// <summary>By its key.</summary>
        [ID]
        public string? Key { get; init; }

        /// <summary>By its title.</summary>
        public string? Title { get; init; }
    }

    public sealed class TextInfo
    {
        public string Upper(string text) => text.ToUpperInvariant();
    }

    public sealed class AuthorLoader : GraphQL.DataLoader<int, Author>
    {
        public List<string> Calls { get; } = [];

        public override async Task<IReadOnlyDictionary<int, Author>> LoadAsync(IReadOnlyList<int> keys, CancellationToken cancellation)
        {
            await Task.Yield();
            Calls.Add(string.Join(',', keys));
            return keys.ToDictionary(key => key, key => new Author(key, "Jane Austen"));
        }
    }

    public sealed class BooksOfAuthorLoader : GraphQL.DataLoader<int, IReadOnlyList<Book>>
    {
        public override Task<IReadOnlyDictionary<int, IReadOnlyList<Book>>> LoadAsync(IReadOnlyList<int> keys, CancellationToken cancellation) =>
            Task.FromResult<IReadOnlyDictionary<int, IReadOnlyList<Book>>>(
                keys.ToDictionary(key => key, key => (IReadOnlyList<Book>)[.. Books.Where(book => book.AuthorId == key)]));
    }

    [QueryType]
    public static class ShopQueries
    {
        /// <summary>The book of the month.</summary>
        public static Book Favourite => Books[0];

        /// <summary>All books, or those of some genres.</summary>
        /// <param name="genres">The genres; all when left out.</param>
        public static async Task<IEnumerable<Book>> GetBooksAsync(IReadOnlySet<Genre>? genres, CancellationToken cancellation)
        {
            await Task.Delay(0, cancellation);
            return Books.Where(book => genres?.Contains(book.Genre) ?? true);
        }

        /// <summary>The book, when there is one.</summary>
        public static Book? Book(BookBy by) => Books.FirstOrDefault(book => by.Key is null ? book.Title == by.Title : book.Key == by.Key);

        public static ValueTask<IReadOnlyList<Search>> Search([ID] string[] keys) => new([.. keys.Select(key => key.StartsWith("map", StringComparison.Ordinal) ? new Map() : (Search)Books[0])]);

        public static Item? Item() => new Map();

        public static Shelving Shelving(DateOnly since, Guid wall, decimal price = 1.5m) => new(since, wall, price, [[1, null], []]);

        public static ValueTask<GraphQL.Connection<Book>> Pages(PageRequest page, CancellationToken cancellation) =>
            Keyset.Of<Book>().By(book => book.Title).ThenBy(book => book.Id).Fetch(Books.AsQueryable(), page, cancellation);
    }

    [MutationType]
    public static class ShopMutations
    {
        public static string AddBook(NewBook input) =>
            $"{input.Title} {input.Genre} {(input.Tags.IsGiven ? input.Tags.Value?.Count.ToString() ?? "null" : "none")} {input.Year} {input.Copies} {input.Kind}";
    }
}
