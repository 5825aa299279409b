using System.Net.Http.Headers;
using System.Text;
using CarePlatform.GraphQL;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CarePlatform.Platform.Tests;

/// <summary>Serves the library schema on a free port, as a client sees it.</summary>
internal sealed class GraphQLHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private GraphQLHost(WebApplication app, Library library, HttpClient client)
    {
        _app = app;
        Library = library;
        Client = client;
    }

    public Library Library { get; }

    public HttpClient Client { get; }

    public static async Task<GraphQLHost> Start(Action<GraphQLHttpOptions>? configure = null, ExecutorOptions? execution = null)
    {
        var library = new Library();
        // In Development the framework's own page tells what an exception says, whatever the server does.
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = Environments.Production });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton(new GraphQLExecutor(library.Schema, execution));
        var app = builder.Build();
        app.MapGraphQL("/graphql", options =>
        {
            // Open connections would need a session that keeps what this endpoint keeps.
            configure?.Invoke(options);
            options.Live = options.BeforeSending is null ? options.Live : null;
        });
        app.MapGraphQLSchema("/schema.graphql", configure);
        app.MapGraphiQL();
        await app.StartAsync();
        return new GraphQLHost(app, library, new HttpClient { BaseAddress = new Uri(app.Urls.Single()) });
    }

    /// <summary>Posts a body; single quotes stand for double ones.</summary>
    public Task<HttpResponseMessage> Post(string body, string contentType = "application/json", string? accept = null) =>
        Post(Encoding.UTF8.GetBytes(body.Replace('\'', '"')), contentType, accept);

    public async Task<HttpResponseMessage> Post(byte[] body, string? contentType = "application/json", string? accept = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = new ByteArrayContent(body) };
        if (contentType is not null)
        {
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        }

        return await Send(request, accept);
    }

    public async Task<HttpResponseMessage> Send(HttpMethod method, string address, string? accept = null)
    {
        using var request = new HttpRequestMessage(method, address);
        return await Send(request, accept);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
    }

    private Task<HttpResponseMessage> Send(HttpRequestMessage request, string? accept)
    {
        if (accept is not null)
        {
            request.Headers.Add("Accept", accept);
        }

        return Client.SendAsync(request);
    }
}
