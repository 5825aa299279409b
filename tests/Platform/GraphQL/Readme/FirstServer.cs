using CarePlatform.GraphQL;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace CarePlatform.Platform.Tests;

/// <summary>The server that the README of the library shows: what stands between the marks stands there too.</summary>
internal static class FirstServer
{
    public static WebApplication Build(string address)
    {
        // <sample>
        var books = new[] { new Book(1, "Notes", 7), new Book(2, "Engines", 7) };
        var authors = new Dictionary<int, Author> { [7] = new("Ada") };
        var authorById = BatchLoader.One<int, Author>("authorById", (ids, _) =>
            new ValueTask<IReadOnlyDictionary<int, Author>>(ids.Where(authors.ContainsKey).ToDictionary(id => id, id => authors[id])));

        var author = new ObjectType("Author", () =>
        [
            new Field("name", Scalars.String.NonNull) { Resolver = Resolver.Of<Author, string>(a => a.Name) },
        ]);
        var book = new ObjectType("Book", () =>
        [
            new Field("id", Scalars.Id.NonNull) { Resolver = Resolver.Of<Book, int>(b => b.Id) },
            new Field("title", Scalars.String.NonNull) { Resolver = Resolver.Of<Book, string>(b => b.Title) },
            new Field("author", author) { Resolver = Resolver.Batch<Book, int, Author>(b => b.AuthorId, authorById) },
        ]);
        var query = new ObjectType("Query", () =>
        [
            new Field("books", book.NonNull.List.NonNull) { Resolver = Resolver.Of<object, Book[]>(_ => books) },
        ]);

        var web = WebApplication.CreateSlimBuilder();
        web.Services.AddSingleton(new GraphQLExecutor(new Schema(new SchemaBlueprint { Query = query })));
        var app = web.Build();
        app.MapGraphQL("/graphql");
        app.MapGraphiQL();
        // </sample>
        app.Urls.Add(address);
        return app;
    }

    private sealed record Book(int Id, string Title, int AuthorId);

    private sealed record Author(string Name);
}
