using CarePlatform.GraphQL;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CarePlatform.Platform.Tests;

/// <summary>Serves what the programs in tests/Clients talk to: the newsroom, the library, and the schema of the product without its data.</summary>
internal sealed class ClientHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private ClientHost(WebApplication app) => _app = app;

    public string Address => _app.Urls.Single();

    public static async Task<ClientHost> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var generation = new Generation();
        app.MapPost("/expire-tokens", () => Interlocked.Increment(ref generation.Number));
        Serve(app, "", new Newsroom().Schema, generation);
        Serve(app, "/library", new Library().Schema, generation);
        Serve(app, "/product", Sdl.Build(await File.ReadAllTextAsync(Path.Combine(CorpusFolder.RepositoryRoot, "schema", "schema.graphql"))), generation);
        await app.StartAsync();
        return new ClientHost(app);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static void Serve(WebApplication app, string path, GraphQL.Schema schema, Generation generation)
    {
        var executor = new GraphQLExecutor(schema);
        app.MapGraphQL(path + "/graphql", Configure);
        app.MapGraphQLSchema(path + "/schema.graphql", Configure);

        void Configure(GraphQLHttpOptions options)
        {
            options.Executor = _ => new(executor);
            options.Live!.OpenSession = (request, _) => request.Payload.ValueKind is System.Text.Json.JsonValueKind.Object
                && request.Payload.TryGetProperty("token", out var token) && token.GetString() == "wrong"
                    ? throw new GraphQLException("This token is not known.")
                    : new(new TokenSession(executor, generation));
        }
    }

    private sealed class Generation
    {
        public int Number;
    }

    /// <summary>A session that ends when all tokens are made to expire.</summary>
    private sealed class TokenSession(GraphQLExecutor executor, Generation current) : LiveSession
    {
        private readonly int _generation = Volatile.Read(ref current.Number);

        public override ValueTask<GraphQLExecutor> FindExecutor(CancellationToken cancellation) => new(executor);

        public override ValueTask<ExecutionScope> OpenScope(CancellationToken cancellation) =>
            new(new ExecutionScope(new ServiceCollection().BuildServiceProvider(), null));

        public override ValueTask<string?> FindEnd(CancellationToken cancellation) =>
            new(Volatile.Read(ref current.Number) == _generation ? null : "The token has expired.");
    }
}
