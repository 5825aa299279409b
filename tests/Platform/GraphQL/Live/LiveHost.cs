using CarePlatform.GraphQL;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CarePlatform.Platform.Tests;

/// <summary>Serves the newsroom on a free port, with sockets and event streams.</summary>
internal sealed class LiveHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private LiveHost(WebApplication app, Newsroom room, LiveOptions options)
    {
        _app = app;
        Room = room;
        Options = options;
        Address = new Uri(app.Urls.Single());
        Client = new HttpClient { BaseAddress = Address };
    }

    public Newsroom Room { get; }

    public LiveOptions Options { get; }

    public Uri Address { get; }

    public HttpClient Client { get; }

    public static async Task<LiveHost> Start(Action<LiveOptions>? configure = null, Action<IServiceCollection>? services = null, GraphQLExecutor? executor = null)
    {
        var room = new Newsroom();
        var desks = 0;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton(executor ?? new GraphQLExecutor(room.Schema, new ExecutorOptions { MaxResponseBytes = 64 * 1024 * 1024 }));
        builder.Services.AddScoped(_ => new Newsroom.Desk(Interlocked.Increment(ref desks)));
        services?.Invoke(builder.Services);
        var app = builder.Build();
        var options = new LiveOptions();
        configure?.Invoke(options);
        app.MapGraphQL("/graphql", http => http.Live = options);
        await app.StartAsync();
        return new LiveHost(app, room, options);
    }

    /// <summary>Stops serving as a server does that is told to.</summary>
    public Task Stop() => _app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
    }
}
