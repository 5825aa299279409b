using CarePlatform.GraphQL;

namespace CarePlatform.Platform.Tests;

/// <summary>A small schema made in code: authors, their books, and a shelf to which mutations add.</summary>
internal sealed class Library
{
    private readonly Author[] _authors =
    [
        new(1, "Ada", 34), new(2, "Ben", null), new(3, "Cleo", 61),
    ];

    private readonly Book[] _books =
    [
        new(10, "Notes", 1, Genre.Essay), new(11, "Engines", 1, Genre.Novel), new(12, "Rivers", 2, Genre.Novel), new(13, "Orphan", null, Genre.Essay),
    ];

    public Library()
    {
        AuthorById = BatchLoader.One<int, Author>("authorById", (keys, context) =>
        {
            Calls.Add($"authors {string.Join(',', keys)}");
            return Answer<IReadOnlyDictionary<int, Author>>(() => _authors.Where(author => keys.Contains(author.Id)).ToDictionary(author => author.Id));
        });
        BooksByAuthor = BatchLoader.Many<int, Book>("booksByAuthor", (keys, context) =>
        {
            Calls.Add($"books {string.Join(',', keys)}{(context.Arguments.Has(0) ? $" {context.Arguments[0]}" : "")}");
            return Answer(() => _books
                .Where(book => book.Author is { } author && keys.Contains(author))
                .Where(book => context.Arguments[0] is null || context.Arguments.Get<Genre>(0) == book.Genre)
                .ToLookup(book => book.Author!.Value));
        });
        AllBooksByAuthor = BatchLoader.Many<int, Book>("allBooksByAuthor", (keys, _) =>
        {
            Calls.Add($"all books {string.Join(',', keys)}");
            return Answer(() => _books.Where(book => book.Author is { } author && keys.Contains(author)).ToLookup(book => book.Author!.Value));
        });
        Schema = new Schema(new SchemaBlueprint { Query = Query(), Mutation = Mutation(), Types = [AuthorType, BookType] });
    }

    public Schema Schema { get; }

    /// <summary>The same schema with the directives that deliver parts of a response later.</summary>
    public Schema WithIncrementalDelivery() => new(new SchemaBlueprint
    {
        Query = Schema.Query,
        Mutation = Schema.Mutation,
        Types = Schema.Blueprint.Types,
        Directives = IncrementalDirectives.WithStandard,
    });

    /// <summary>What the loaders and resolvers were asked, in order.</summary>
    public List<string> Calls { get; } = [];

    /// <summary>What the loaders and asynchronous resolvers throw instead of answering.</summary>
    public Exception? Failure { get; set; }

    /// <summary>How many loaders and asynchronous resolvers ran at the same time at most.</summary>
    public int MostAtOnce { get; private set; }

    public List<string> Shelf { get; } = [];

    private BatchLoader<int, Author> AuthorById { get; }

    private BatchLoader<int, IReadOnlyList<Book>> BooksByAuthor { get; }

    private BatchLoader<int, IReadOnlyList<Book>> AllBooksByAuthor { get; }

    private ConnectionTypes Shelves { get; } = new();

    private static Keyset<Book> ByTitle { get; } = Keyset.Of<Book>().By(book => book.Title).ThenBy(book => book.Id);

    private ObjectType? _author;
    private ObjectType? _book;
    private int _running;

    private EnumType GenreType { get; } = new("Genre", new EnumValue("NOVEL", Genre.Novel), new EnumValue("ESSAY", Genre.Essay));

    private InterfaceType Named { get; } = new("Named", () => [new Field("name", Scalars.String.NonNull)]);

    private ObjectType AuthorType => _author ??= new ObjectType(
        "Author",
        () =>
        [
            new Field("id", Scalars.Id.NonNull) { Resolver = Resolver.Of<Author, int>(author => author.Id) },
            new Field("name", Scalars.String.NonNull) { Resolver = Resolver.Of<Author, string>(author => author.Name) },
            new Field("age", Scalars.Int) { Resolver = Resolver.Of<Author, int?>(author => author.Age) },
            new Field("certainAge", Scalars.Int.NonNull) { Resolver = Resolver.Of<Author, int?>(author => author.Age) },
            new Field("books", BookType.NonNull.List.NonNull, new InputValue("genre", GenreType))
            {
                Resolver = Resolver.Batch<Author, int, IReadOnlyList<Book>>(author => author.Id, BooksByAuthor),
            },
            new Field("shelf", Shelves.Of(BookType), PageRequest.Arguments)
            {
                Resolver = Resolver.Batch<Author, int, IReadOnlyList<Book>, GraphQL.Connection<Book>>(
                    author => author.Id, AllBooksByAuthor, (_, books, arguments) => ByTitle.PageOf(books ?? [], PageRequest.From(arguments))),
            },
            new Field("where", Scalars.String)
            {
                Resolver = Resolver.Async<Author, string>((_, context) => Answer(() => string.Join('.', context.Path))),
            },
        ],
        () => [Named])
    {
        ClrType = typeof(Author),
    };

    private ObjectType BookType => _book ??= new ObjectType(
        "Book",
        () =>
        [
            new Field("id", Scalars.Id.NonNull) { Resolver = Resolver.Of<Book, int>(book => book.Id) },
            new Field("name", Scalars.String.NonNull) { Resolver = Resolver.Of<Book, string>(book => book.Title) },
            new Field("genre", GenreType.NonNull) { Resolver = Resolver.Of<Book, Genre>(book => book.Genre) },
            new Field("author", AuthorType) { Resolver = Resolver.Batch<Book, int, Author>(book => book.Author, AuthorById) },
            new Field("certainAuthor", AuthorType.NonNull) { Resolver = Resolver.Batch<Book, int, Author>(book => book.Author, AuthorById) },
            new Field("authorName", Scalars.String)
            {
                Resolver = Resolver.Batch<Book, int, Author, string?>(book => book.Author ?? 0, AuthorById, (_, author) => author?.Name),
            },
        ],
        () => [Named])
    {
        ClrType = typeof(Book),
    };

    private ObjectType Query() => new("Query", () =>
    [
        new Field("books", BookType.NonNull.List.NonNull) { Resolver = Resolver.Async<object, Book[]>((_, _) => Answer(() => _books)) },
        new Field("nullableBooks", BookType.List) { Resolver = Resolver.Of<object, Book[]>(_ => _books) },
        new Field("authors", AuthorType.NonNull.List.NonNull) { Resolver = Resolver.Of<object, Author[]>(_ => _authors) },
        new Field("author", AuthorType, new InputValue("id", Scalars.Int.NonNull))
        {
            Resolver = Resolver.Of<object, Author?>((_, arguments) => _authors.FirstOrDefault(author => author.Id == arguments.Get<int>(0))),
        },
        new Field("authorsByIds", AuthorType.List, new InputValue("ids", Scalars.Int.NonNull.List.NonNull))
        {
            Resolver = Resolver.Of<object, Author?[]>(
                (_, arguments) => [.. arguments.Get<int[]>("ids").Select(id => _authors.FirstOrDefault(author => author.Id == id))]),
        },
        new Field("authorsByBatch", AuthorType.List) { Resolver = Resolver.BatchEach<object, int, Author>(_ => [3, 1, 9], AuthorById) },
        new Field("everything", Named.List) { Resolver = Resolver.Of<object, object[]>(_ => [.. _authors, .. _books]) },
        new Field("broken", Scalars.String)
        {
            Resolver = Resolver.Of<object, string>(_ => throw new InvalidOperationException("The password is swordfish.")),
        },
        new Field("refused", Scalars.String)
        {
            Resolver = Resolver.Of<object, string>(_ => throw new GraphQLException("Not for you.", "NOT_ALLOWED")),
        },
        new Field("selected", AuthorType)
        {
            Resolver = Resolver.Async<object, Author?>((_, context) => Answer<Author?>(() =>
            {
                Calls.Add($"selected {string.Join(',', context.Selection.Names)} {context.Selection.Includes("books", "genre")}");
                return null;
            })),
        },
    ]);

    private ObjectType Mutation() => new("Mutation", () =>
    [
        new Field("put", Scalars.String.List.NonNull, new InputValue("title", Scalars.String.NonNull))
        {
            Resolver = Resolver.Async<object, IReadOnlyList<string>>((_, context) => Answer<IReadOnlyList<string>>(() =>
            {
                Shelf.Add(context.Arguments.Get<string>(0));
                return Shelf;
            })),
        },
        new Field("putAndTell", ShelfType)
        {
            Resolver = Resolver.Async<object, List<string>>((_, _) => Answer(() =>
            {
                Shelf.Add("told");
                return Shelf;
            })),
        },
    ]);

    private static ObjectType ShelfType { get; } = new("Shelf", () =>
    [
        new Field("count", Scalars.Int.NonNull) { Resolver = Resolver.Of<List<string>, int>(shelf => shelf.Count) },
    ]);

    private async ValueTask<T> Answer<T>(Func<T> answer)
    {
        MostAtOnce = Math.Max(MostAtOnce, Interlocked.Increment(ref _running));
        await Task.Yield();
        Interlocked.Decrement(ref _running);
        return Failure is null ? answer() : throw Failure;
    }

    internal enum Genre
    {
        Novel,
        Essay,
    }

    internal sealed record Author(int Id, string Name, int? Age);

    internal sealed record Book(int Id, string Title, int? Author, Genre Genre);
}
